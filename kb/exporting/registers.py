"""TopicTree → themen.yaml and MunicipalityRegister → kommunen.csv, in the form that importing reads."""

import csv
import io

from kb.exporting.yaml_text import write_yaml
from kb.municipalities import MunicipalityRegister
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
    rows.writerow(("ags", "name", "art", "kreis", "regierungsbezirk"))
    rows.writerows((one.ags, one.name, one.sort, one.district, one.region) for one in register)
    return text.getvalue()
