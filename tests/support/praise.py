"""Words that an interviewer must not say."""

from __future__ import annotations

import re

PRAISE = re.compile(
    r"\b(?:good|great|excellent|right|perfect|nice|well done|impressive|fantastic|awesome|brilliant|love|lovely|exactly"
    r"|makes sense|fair|interesting|smart|strong|solid|helpful|correct|fine|wonderful|clever|amazing|superb"
    r"|outstanding|well said|bravo|congratulations|insightful|thoughtful|spot on|agree|like that|better)\b",
    re.IGNORECASE,
)
"""Praise, grading and agreement."""
