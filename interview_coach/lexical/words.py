"""English words that carry little meaning of their own."""

from __future__ import annotations

FUNCTION_WORDS: frozenset[str] = frozenset(
    """
    a about above after again all also although always am an and another any anybody anyone anything are aren't
    around as at away back be because been before being below between both but by can can't cannot could couldn't
    did didn't do does doesn't doing don't down during each either else enough even ever every everybody everyone
    everything few for from further get gets getting go goes going got had hadn't has hasn't have haven't having he
    he'd he'll he's her here here's hers herself him himself his how how's i i'd i'll i'm i've if in into is isn't it
    it'd it'll it's its itself just kind lot made make makes many may maybe me might more most much must my myself
    neither no nobody none nor not nothing now of off often oh ok okay on once one only onto or other others our ours
    ourselves out over own per perhaps quite rather really said same say says she she'd she'll she's should
    shouldn't so some somebody someone something sort still such than that that'd that's the their theirs them
    themselves then there there's these they they'd they'll they're they've thing things this those though through
    to together too toward towards under until up upon us very was wasn't we we'd we'll we're we've well were
    weren't what what's when when's where where's whether which while who who'd who's whom whose why will with within
    without won't would wouldn't yeah yes yet you you'd you'll you're you've your yours yourself
    """.split()
)
"""Function words and fillers of speech. In real speech more than half of the words are such; in keyword soup none."""

COMMON_WORDS: frozenset[str] = FUNCTION_WORDS | frozenset(
    """
    able ask asked big bit bring call came change come comes day days different easy end feel find first give good
    great hard help high idea important keep know last least leave less let like likely little long look looked low
    main man matter mean means need needs never new next nice old part people person place point possible problem put
    question reason right run running second see seem set show side simple small start started state sure take takes
    talk team tell ten think thought three time times today took tried true try trying turn two understand use used
    using usually want wanted way week weeks went whole woman word work worked working world wrong year years
    """.split()
)
"""Function words, and everyday words that say nothing about what the talk is about."""

NEGATORS: frozenset[str] = frozenset(
    """
    not no never none nobody nothing without neither nor cannot hardly can't don't doesn't didn't isn't aren't wasn't
    weren't won't wouldn't shouldn't couldn't hasn't haven't hadn't ain't
    """.split()
)
"""Words that turn around what follows them."""

CLAUSE_OPENERS: frozenset[str] = frozenset(
    """
    but until unless because so if when before after instead rather whereas although though since while and then which
    """.split()
)
"""Words behind which a negation no longer reaches."""

NOT_QUITE_NEGATORS: frozenset[str] = frozenset("only just merely simply necessarily least doubt matter".split())
"""After one of these, "not" and "no" do not negate: "not only", "no doubt"."""
