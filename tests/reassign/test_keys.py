"""Ids of tickets from a file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from hindesk.errors import InputError
from hindesk.reassign.keys import COLUMNS, read_keys


def keys_of(tmp_path: Path, text: str, *, encoding: str = "utf-8") -> tuple[str, ...]:
    file = tmp_path / "keys.csv"
    file.write_bytes(text.encode(encoding))
    return read_keys(file)


@pytest.mark.parametrize("name", [*COLUMNS, "Ticket ID", " ISSUE  KEY "])
def test_the_column_of_ids_is_known_by_its_name(name: str, tmp_path: Path) -> None:
    assert keys_of(tmp_path, f"subject,{name},team\nhelp,PAY-1,desk\nno,PAY-2,desk\n") == ("PAY-1", "PAY-2")


def test_of_several_columns_of_ids_the_likeliest_counts(tmp_path: Path) -> None:
    assert keys_of(tmp_path, "id;ticket\n1;T1\n2;T2\n") == ("T1", "T2")


def test_an_id_is_named_once_in_the_order_of_the_file_without_spaces_around_it(tmp_path: Path) -> None:
    assert keys_of(tmp_path, "ticket,team\n T2 ,a\nT1,b\nT2,c\n,d\n") == ("T2", "T1")


@pytest.mark.parametrize("text", ["T1\nT2\n", "ticket\nT1\nT2\n", "\ufeffMy tickets\r\n\r\nT1\r\nT2", '"T1"\n"T2"\n'])
def test_a_text_of_one_column_is_a_list_with_or_without_a_header(text: str, tmp_path: Path) -> None:
    assert keys_of(tmp_path, text) == ("T1", "T2")


def test_a_list_may_be_in_another_encoding(tmp_path: Path) -> None:
    assert keys_of(tmp_path, "ticket\nT1\n", encoding="utf-16") == ("T1",)


def test_a_packed_list_is_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "keys.csv.gz"
    file.write_bytes(gzip.compress(b"T1\nT2\n"))

    assert read_keys(file) == ("T1", "T2")


def test_json_records_with_one_field_need_no_known_name(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text(json.dumps([{"ref": 101}, {"ref": "T2"}]), encoding="utf-8")

    assert read_keys(file) == ("101", "T2")


def test_a_parquet_file_is_a_table_like_others(tmp_path: Path) -> None:
    file = tmp_path / "keys.parquet"
    parquet.write_table(pa.table({"ticket": ["T1"], "n": [1]}), file)

    assert read_keys(file) == ("T1",)


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("subject,team\nhelp,desk\n", "no column of ticket ids", "the columns are subject, team"),
        ("ticket,team\nT1,desk\nT2,desk,more\nT3,desk\n", "line 3", "mend the row"),
        ("ticket\n", "names no ticket", "one id a line"),
        ("ticket,team\n,desk\n", "names no ticket", "a column called ticket"),
        ("ticket,Ticket\nT1,T2\n", "columns 1 and 2 are both called", "rename or delete"),
    ],
)
def test_a_file_that_does_not_name_every_ticket_is_refused(text: str, said: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as problem:
        keys_of(tmp_path, text)

    assert said in problem.value.message
    assert hint in str(problem.value.hint)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no file"):
        read_keys(tmp_path / "none.csv")
