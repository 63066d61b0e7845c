"""How a stakeholder speaks between the authored lines: under pressure, with something at stake, not an interviewer."""

from __future__ import annotations

import re

from interview_coach.domain.question import Stakeholder
from interview_coach.domain.vocabulary import CloseReason, NonAnswer, Purpose
from interview_coach.interviewing.phrases.manner import Manner

STAKEHOLDER = Manner(
    specifics=(
        "I can't go in front of the others with that. Give me something that I can repeat, with a figure in it.",
        "Big words are what got us here. What happens, step by step, and when?",
        "Who does that, by what day, and what do I see of it?",
        "You sound like a brochure. Tell me about one time when it was really done.",
        "How much, how many, how long? I have to put something down.",
        "My people will ask me for an example. What do I tell them?",
        "I've sat through enough slides. Just one case, from beginning to end.",
        "Say it so that I could hold you to it.",
    ),
    follow_ups=(
        "And what do I do in the meantime?",
        "What if that doesn't work out?",
        "Who else have you told about this?",
        "What would you do in my place?",
        "Why am I only hearing about it today?",
        "What do I have to give up for that?",
        "When will I know more than I know now?",
        "How do I explain that to the people above me?",
        "What are you not telling me?",
        "Who takes the blame if you're mistaken?",
        "What do you need from me, and by when?",
        "Is that a promise or a hope?",
    ),
    reasks={
        NonAnswer.EMPTY: (
            "Are you still there?",
            "You're looking at me and saying nothing.",
            "I'd rather you said something.",
            "Silence doesn't get me through this week.",
        ),
        NonAnswer.TOO_SHORT: (
            "That's all you've got for me?",
            "I came all the way for more than that.",
            "You'll have to give me more than a word.",
            "Don't brush me off.",
        ),
        NonAnswer.DONT_KNOW: (
            "If you don't know, who does?",
            "Then think aloud, because I have to leave here with something.",
            "That may be so, but I still have to face them.",
            "So find out, or tell me how you would.",
        ),
        NonAnswer.ECHO: (
            "I know what I just said.",
            "You're handing me my own words.",
            "I didn't come to hear myself.",
            "Please don't play it back to me.",
        ),
        NonAnswer.GIBBERISH: (
            "Sorry, what was that?",
            "I didn't understand any of it.",
            "Was that meant for me?",
            "Come again?",
        ),
        NonAnswer.OFF_TOPIC: (
            "That's not why I'm here.",
            "Don't change the subject.",
            "We can chat some other day.",
            "What has that got to do with my problem?",
        ),
        NonAnswer.QUESTION: (
            "So what do we do?",
            "Now tell me what you're going to do about it.",
            "And where does that leave me?",
            "But I came to you for an answer.",
        ),
    },
    narrowings=(
        "Just tell me {focus}.",
        "Let's begin with {focus}.",
        "All I need is {focus}.",
        "Leave out everything but {focus}.",
        "For now I only want to hear {focus}.",
        "Can you at least give me {focus}?",
        "Two sentences on {focus}.",
        "Keep it to {focus}.",
    ),
    starting_points=(
        "what you'd do first thing tomorrow",
        "the one thing that changes for me",
        "what I can say when they ask me",
        "one thing that you'd stand by",
    ),
    all_told=(
        "I've told you all I know. You'll have to assume something, so tell me what.",
        "That's everything from my side. Assume the rest and say that you do.",
        "Don't look at me, I have nothing else. What do you assume?",
        "You know as much as I do now. Take a guess and name it.",
        "I don't have that. Go ahead on an assumption, but tell me which.",
        "Nobody has told me more than this. Suppose something and carry on.",
        "If I knew more, you'd have it. Pick an assumption.",
        "There's nothing else that I can give you. Say what you take for granted.",
    ),
    unknown=(
        "I don't know that, I was hoping you would.",
        "We don't have that, or nobody has shown it to me.",
        "No idea, that's not my side of the house.",
        "You'd have to ask somebody else about that.",
        "I couldn't tell you even if I wanted to.",
        "That's the kind of thing I count on you for.",
        "Search me, I only know what I've said.",
        "I haven't got that, and I don't have a week to get it.",
    ),
    closings={
        CloseReason.ANSWERED: (
            "All that I came for has been talked about.",
            "Then I know where we stand.",
            "I've got nothing else to ask you.",
            "Let's leave it there, I have to pass this on.",
        ),
        CloseReason.PROBES_SPENT: (
            "I have to go, they're waiting for me.",
            "I've asked what I came to ask.",
            "My next call is in two minutes, so we stop here.",
            "We're going round in circles, so let's stop.",
        ),
        CloseReason.NOT_ANSWERED: (
            "Then I'll have to manage without you.",
            "I see that I won't get this from you today.",
            "Never mind, I'll ask somebody else.",
            "I'll go, and we both know that nothing was settled.",
        ),
        CloseReason.TIME_UP: (
            "I'm out of time, I have to run.",
            "They're calling me in, so that's it.",
            "My time is up.",
            "I can't stay any longer.",
        ),
    },
    last_resorts={
        Purpose.PROBE: "That's item {n} on my list, and this is question {k} about it: what then?",
        Purpose.REASK: "That's item {n} on my list, and this is attempt {k}: one sentence, please.",
        Purpose.CLARIFY: "That's item {n} on my list, and you've asked me {k} times: I know nothing more.",
        Purpose.MOVE_ON: "That's item {n} off my list.",
    },
)

_ABOUT_THEMSELVES = re.compile(
    r"\b(?:he|she|they|his|hers?|him|theirs?|them|himself|herself|themselves)\b", re.IGNORECASE
)


def own_wish(stakeholder: Stakeholder) -> str | None:
    """Return a starting point made of what the stakeholder wants; ``None`` where it only reads in the third person."""
    wish = re.split(r"[,;:.!?]", stakeholder.wants, maxsplit=1)[0].strip()
    if not wish or _ABOUT_THEMSELVES.search(wish):
        return None
    first_word = wish.split()[0]
    if len(first_word) == 1 or not first_word.isupper():
        wish = wish[0].lower() + wish[1:]
    return f"the way to this: {wish}"
