"""Talking to language models. Everything outside this package knows ``ChatModel`` and nothing of a vendor."""
