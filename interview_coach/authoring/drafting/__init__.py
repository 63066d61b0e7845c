"""Banks and rubrics from a job posting: with a model, or, without one, chosen from what was shipped.

``posting`` reads what somebody wants to be hired for; ``selecting`` chooses by words alone; ``asking`` asks a model,
and ``replies`` takes from what it says only what code can vouch for; ``outcome`` makes files of either.
"""
