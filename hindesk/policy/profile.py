"""The profiles: the dialects of help desks, shipped as data in `profiles/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from hindesk.policy.metric_model import ProfileModel
from hindesk.policy.words import Words
from hindesk.yaml_source import read_yaml


@cache
def load_profile(name: str) -> ProfileModel:
    """Return a profile by its name, one of `model.PROFILES`."""
    text = files("hindesk.policy").joinpath("profiles", f"{name}.yaml").read_text(encoding="utf-8")
    return ProfileModel.model_validate(read_yaml(text, file=f"{name}.yaml").value, context=Words())
