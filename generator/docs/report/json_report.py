"""The outcome as JSON, for programs (schemas/drift.schema.json)."""

from __future__ import annotations

import json
from typing import Any

from generator.docs.comparing import Difference
from generator.docs.report.outcome import Outcome


def json_report(outcome: Outcome) -> str:
    """The outcome as one JSON object."""
    return json.dumps(
        {
            "pages": [
                {
                    "file": reading.file,
                    "model": reading.model,
                    "format": reading.format,
                    "facts": len(reading.facts),
                }
                for reading in outcome.readings
            ]
            + [
                {"file": page.file, "model": "", "format": "llms", "facts": len(page.entries)}
                for page in outcome.listings
            ]
            + [
                {"file": log.file, "model": "", "format": "answers", "facts": log.witnesses}
                for log in outcome.logs
            ],
            "differences": [_difference(entry) for entry in outcome.differences],
            "unread": [{"file": entry.file, "problem": entry.problem} for entry in outcome.unread],
            "sentences": [
                {
                    "file": reading.file,
                    "line": entry.line,
                    "model": reading.model,
                    "subject": entry.subject,
                    "text": entry.text,
                }
                for reading, entry in outcome.sentences
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _difference(entry: Difference) -> dict[str, Any]:
    return {
        "model": entry.model,
        "subject": entry.subject,
        "kind": entry.kind,
        "was": entry.was,
        "is": entry.is_,
        "class": entry.class_,
        "confidence": round(entry.certainty, 2),
        "page": {"file": entry.file, "line": entry.line},
        "spec": {"file": entry.spec.file, "line": entry.spec.line} if entry.spec else None,
        "rules": list(entry.rules),
    }
