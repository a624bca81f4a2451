"""Text tables are read whole, or refused with the place and the way out."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from hindesk.errors import InputError
from hindesk.importers.csv_table import read_csv
from hindesk.importers.files import check_file
from hindesk.store.staging import create_staging
from tests.importers.conftest import Write


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        create_staging(connection)
        yield connection


def read(con: duckdb.DuckDBPyConnection, path: Path, encoding: str | None = None) -> list[tuple[object, ...]]:
    read_csv(con, path, encoding=encoding, scratch=path.parent)
    return con.execute("from raw").fetchall()


def rejects(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.execute("select line, value, reason from staged_rejects order by line").fetchall()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(con: duckdb.DuckDBPyConnection, write: Write, separator: str) -> None:
    path = write("x.csv", separator.join(["id", "a", "b"]) + "\n" + separator.join(["1", "x y", "2"]) + "\n")
    assert read(con, path) == [("1", "x y", "2")]


def test_values_stay_text_as_written(con: duckdb.DuckDBPyConnection, write: Write) -> None:
    path = write("x.csv", 'id,a,b\n0012,"1,5",NULL\n1e5,"say ""hi""\nthere",\n')
    assert read(con, path) == [("0012", "1,5", "NULL"), ("1e5", 'say "hi"\nthere', None)]


def test_a_name_with_wildcards_means_itself(con: duckdb.DuckDBPyConnection, write: Write) -> None:
    write("a1.csv", "id,a\n9,other\n")
    assert read(con, write("a[1]*.csv", "id,a\n1,x\n")) == [("1", "x")]


def test_a_compressed_file_is_read(con: duckdb.DuckDBPyConnection, write: Write) -> None:
    assert read(con, write("x.csv.gz", gzip.compress(b"id,a\n1,x\n"))) == [("1", "x")]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("id,제목\n1,결제가 안 돼요\n", "utf-8"),
        ("id,제목\n1,결제가 안 돼요\n", "utf-8-sig"),
        ("id,제목\n1,결제가 안 돼요\n", "utf-16"),
        ("id,제목\n1,똠방각하가 보낸 결제 문의입니다\n", "cp949"),
        ("id,Sujet\n1,Réponse à l’été – 5 €\n", "cp1252"),
    ],
)
def test_the_encoding_is_found(con: duckdb.DuckDBPyConnection, write: Write, text: str, encoding: str) -> None:
    assert read(con, write("x.csv", text, encoding)) == [tuple(text.split("\n")[1].split(","))]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("id,件名\n" + "1,お問い合わせありがとうございます\n" * 9, "shift-jis"),
        ("id,标题\n" + "1,您好我的订单有问题\n" * 9, "gbk"),
    ],
)
def test_text_that_would_turn_into_nonsense_is_refused(
    con: duckdb.DuckDBPyConnection, write: Write, text: str, encoding: str
) -> None:
    path = write("x.csv", text, encoding)
    with pytest.raises(InputError, match=r"encoding of x\.csv is not known") as problem:
        read(con, path)
    assert "--encoding" in (problem.value.hint or "")
    assert read(con, path, encoding)[0] == tuple(text.split("\n")[1].split(","))


def test_an_encoding_that_does_not_fit_is_refused_with_the_line(con: duckdb.DuckDBPyConnection, write: Write) -> None:
    path = write("x.csv", "id,a\n1,x\n2,제목\n", "cp949")
    with pytest.raises(InputError, match="line 3: this is not utf-8"):
        read(con, path, "utf-8")


def test_an_encoding_that_does_not_exist_is_refused(con: duckdb.DuckDBPyConnection, write: Write) -> None:
    with pytest.raises(InputError, match="no encoding 'klingon'"):
        read(con, write("x.csv", "id,a\n1,x\n"), "klingon")


def test_rows_that_do_not_fit_are_rejected_with_their_lines(con: duckdb.DuckDBPyConnection, write: Write) -> None:
    path = write("x.csv", '\ufeffid,a,b\n1,"x\n\ny",2\n2\n\n3,a,b,c\n4,"q"z,b\n5,v,w\n')
    assert read(con, path) == [("1", "x\n\ny", "2"), ("5", "v", "w")]
    assert rejects(con) == [
        (5, "2", "the row has fewer cells than the header"),
        (7, "3,a,b,c", "the row has more cells than the header"),
        (8, '4,"q"z,b', "a quote is opened or closed in the wrong place"),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'id,a,b\n1,x,2\n2,"abc\n3,a,b\n', "line 3: a quote is opened and never closed; the file is cut off"),
        (b"id,a,b\n1,x,2\n2,ab", "line 3: the last row is cut off"),
        (b"id,a,b\r1,x,2\r2,y,z\r", "its lines end in bare carriage returns"),
        (b"id,a,b\n1,x\rq,2\n2,y,z\n", "line 2: a bare carriage return stands in the middle of a row"),
        (b"id,a,b\n", "has no row that fits its header"),
        (b"just words\nand more\n", "no separator makes this a table"),
        ("id,a\n1,x\n".encode("utf-16-le"), "it has zero bytes"),
    ],
)
def test_a_broken_file_is_refused_with_the_way_out(
    con: duckdb.DuckDBPyConnection, write: Write, content: bytes, words: str
) -> None:
    with pytest.raises(InputError, match=words) as problem:
        read(con, write("x.csv", content))
    assert problem.value.hint


def test_a_carriage_return_in_quotes_is_text(con: duckdb.DuckDBPyConnection, write: Write) -> None:
    assert read(con, write("x.csv", b'id,a\n1,"x\ry"\n')) == [("1", "x\ry")]


def test_missing_empty_and_unreadable_files_are_refused(tmp_path: Path, write: Write) -> None:
    with pytest.raises(InputError, match="there is no file"):
        check_file(tmp_path / "none.csv")
    with pytest.raises(InputError, match="is empty"):
        check_file(write("x.csv", b""))
    with pytest.raises(InputError, match="is a folder"):
        check_file(tmp_path)


def test_a_compressed_file_that_is_cut_off_is_refused(con: duckdb.DuckDBPyConnection, write: Write) -> None:
    with pytest.raises(InputError, match=r"x\.csv\.gz can't be read"):
        read(con, write("x.csv.gz", gzip.compress(b"id,a\n1,x\n")[:-9]))
