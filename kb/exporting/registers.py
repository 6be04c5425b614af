"""TopicTree → themen.yaml, MunicipalityRegister → kommunen.csv, FactRegister → fakten.yaml, as importing reads them."""

import csv
import io
from dataclasses import fields

from kb.exporting.yaml_text import Bare, write_yaml
from kb.facts import Fact, FactRegister
from kb.municipalities import COLUMNS, MunicipalityRegister
from kb.topics import Topic, TopicTree


def write_topics(topics: TopicTree) -> str:
    return write_yaml([_topic(topic) for topic in topics]) if topics.topics else "[]\n"


def _topic(topic: Topic) -> dict[str, object]:
    values = {
        "id": topic.id,
        "label": topic.label,
        "alternative_labels": list(topic.alternative_labels),
        "scope_note": topic.scope_note,
    }
    return {field: value for field, value in values.items() if value}


def write_municipalities(register: MunicipalityRegister) -> str:
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows([getattr(one, field) for field in COLUMNS.values()] for one in register)
    return text.getvalue()


def write_facts(facts: FactRegister) -> str:
    return write_yaml([_fact(fact) for fact in facts]) if facts.facts else "[]\n"


def _fact(fact: Fact) -> dict[str, object]:
    values: dict[str, object] = {**vars(fact), "sure": Bare("true" if fact.sure else "false")}
    values["as_of"] = Bare(fact.as_of) if len(fact.as_of) == len("2026-11-30") else fact.as_of
    values["review_by"] = Bare(fact.review_by.isoformat()) if fact.review_by else ""
    return {one.name: values[one.name] for one in fields(Fact) if values[one.name]}
