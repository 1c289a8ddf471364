"""What is published is fresh, is AsyncAPI, and breaks no reader of the last release."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mentoring.contracts.__main__ import generate, stale
from mentoring.contracts.publishing.release import breaks, release, unexampled
from mentoring.contracts.topics import SERVICES

CONTRACTS = Path(__file__).parents[2] / "contracts"
PERSON = "schemas/profile/person-state.v1.json"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The contracts as they stand, released as they stand, to plant faults in."""
    for kind in ("schemas", "asyncapi", "examples"):
        shutil.copytree(CONTRACTS / kind, tmp_path / kind)
    release(tmp_path)
    return tmp_path


def test_the_generated_files_are_fresh() -> None:
    assert [] == stale(CONTRACTS)
    assert [] == unexampled(CONTRACTS)


def test_a_stale_a_missing_and_a_stray_file_are_found(copy: Path) -> None:
    (copy / PERSON).write_text("{}")
    (copy / "asyncapi/portal.json").unlink()
    (copy / "schemas/profile/person-sang.v1.json").write_text("{}")

    assert stale(copy) == [
        f"{PERSON} is stale",
        "asyncapi/portal.json is stale",
        "schemas/profile/person-sang.v1.json belongs to no fact",
    ]
    generate(copy)
    assert [] == stale(copy)


def test_nothing_breaks_a_reader_of_the_last_release() -> None:
    assert any((CONTRACTS / "released" / "schemas").rglob("*.json")), "there is no released baseline to compare with"
    assert [] == list(breaks(CONTRACTS))


def _edit(schema: Path, change: Callable[[dict[str, Any]], object]) -> None:
    document = json.loads(schema.read_text())
    change(document)
    schema.write_text(json.dumps(document))


@pytest.mark.parametrize(
    "was",
    [
        pytest.param(lambda s: s["properties"]["employee_id"].update(type="integer"), id="a type changed"),
        pytest.param(lambda s: s["required"].append("locale"), id="a promised field became optional"),
        pytest.param(lambda s: s["required"].remove("name"), id="a field became required"),
        pytest.param(lambda s: s["properties"]["status"].update(enum=["active", "left"]), id="a word was added"),
    ],
)
def test_a_breaking_change_names_the_readers_that_it_would_break(
    copy: Path, was: Callable[[dict[str, Any]], object]
) -> None:
    _edit(copy / "released" / PERSON, was)

    said = " ".join(breaks(copy))

    assert "mentoring.profile.person-state.v1" in said
    assert "«matching.people»" in said
    assert "every outside reader" in said
    with pytest.raises(SystemExit, match="person-state"):
        release(copy)


def test_a_fact_that_is_gone_names_its_readers(copy: Path) -> None:
    gone = copy / "released/schemas/profile/person-sang.v1.json"
    gone.write_text(
        json.dumps(
            {
                "$comment": json.dumps(
                    {"topic": "profile.people", "key": "person", "type": "mentoring.profile.person-sang.v1"}
                )
            }
        )
    )
    assert "person-sang.v1 is gone: it would break «matching.people-events»" in " ".join(breaks(copy))


def test_an_optional_field_more_breaks_nobody(copy: Path) -> None:
    _edit(copy / "released" / PERSON, lambda s: s["properties"].pop("job_title"))
    assert [] == list(breaks(copy))


def test_the_asyncapi_documents_pass_the_parser(node_tool: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    documents = [str(CONTRACTS / "asyncapi" / f"{service}.json") for service in SERVICES]

    judged = node_tool("asyncapi-judge.mjs", *documents)

    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert [f"{service}: valid" for service in SERVICES] == judged.stdout.split("\n")[: len(SERVICES)]


def test_the_parser_refuses_a_broken_document(
    node_tool: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    document = json.loads((CONTRACTS / "asyncapi/profile.json").read_text())
    document["operations"]["tell.profile.people"]["channel"] = {"$ref": "#/channels/nowhere"}
    (tmp_path / "profile.json").write_text(json.dumps(document))

    assert node_tool("asyncapi-judge.mjs", str(tmp_path / "profile.json")).returncode == 1
