"""Every string of a brief in English. Another language is another module with the same keys.

Fields are filled by `phrases.phrase`: `{n:text|texts}` picks a form by the plural rules of `LOCALE`, `{day:date}`
writes a day out, `{x:about}` rounds an expectation, `{x:percent}` a share. Sentences state what was counted, never why.
"""

LOCALE = "en"

ANSWER = {
    "kind.coverage": "coverage",
    "kind.hostile": "hostile coverage",
    "press.all": "all watched sources",
    "days.interval": "{first} to {last}",
    "title.over": "{target} in {press}: a wave of {kind} from {span}",
    "title.one-day": "{target} in {press}: a wave of {kind} on {onset:date}",
    "title.on": "{target} in {press}: a wave of {kind} since {onset:date}",
    "title.again-over": "{target} in {press}: again a wave of {kind}, from {span}",
    "title.again-one-day": "{target} in {press}: again a wave of {kind}, on {onset:date}",
    "title.again-on": "{target} in {press}: again a wave of {kind}, since {onset:date}",
    "title.retracted": "{target} in {press}: the wave of {kind} seen from {onset:date} no longer stands",
    "answer.over": "There was a wave of {kind} of {target} in {press}; it began on {onset:date}",
    "answer.on": "There is a wave of {kind} of {target} in {press}; it began on {onset:date}",
    "answer.retracted": "A wave of {kind} of {target} in {press}, first seen from {onset:date}, "
    "no longer stands now that more is known",
    "answer.onset-interval": " (the counts allow any day from {onset_days})",
    "answer.strength": "In {days} {days:day|days}, {sources} {sources:source|sources} published "
    "{observed} {observed:original text|original texts} about it, where about {expected:about} "
    "{expected:rounded:was|were} to be expected",
    "answer.strength-hostile": "In {days} {days:day|days}, {sources} {sources:source|sources} published "
    "{observed} {observed:original text|original texts} hostile to it, where about {expected:about} "
    "{expected:rounded:was|were} to be expected",
    "answer.strength-few": "In {days} {days:day|days}, {sources} {sources:source|sources} published "
    "{observed} {observed:original text|original texts} about it, where fewer than one was to be expected",
    "answer.strength-few-hostile": "In {days} {days:day|days}, {sources} {sources:source|sources} published "
    "{observed} {observed:original text|original texts} hostile to it, where fewer than one was to be expected",
    "answer.times": ": {strength:times} times as much as usual",
    "answer.still": "It is still on: the counts run to {last:date}, and the strongest day so far is {peak:date}",
    "answer.ended": "It is over: its last day was {end:date}",
    "answer.end-interval": " (the counts allow any day from {end_days})",
    "answer.peak": ", and its strongest day was {peak:date}",
    "answer.withdrawn": "It was first noticed on {detected:date}, with its strongest day on {peak:date}",
    "answer.again-one": "; the press had one wave of this kind before, which began on {earlier_onset:date}",
    "answer.again-many": "; the press had {earlier} waves of this kind before, the latest from {earlier_onset:date}",
    "answer.immature": "Read these figures with care: only {history} {history:day|days} of history "
    "{history:stands|stand} behind what was to be expected",
    "answer.notice": "The evidence is enough for a notice, and not yet for an alarm: it was noticed on {detected:date}",
}

COVERAGE = {
    "timeline.heading": "Day by day",
    "timeline.title": "Original texts a day",
    "timeline.description": "Bars show the original texts of each day from {first:date} to {last:date}. A line shows "
    "what was to be expected, and a band reaches up to the most that chance would usually give. A strip below shows "
    "everything that the press published on the same days.",
    "timeline.caption": "The strongest day, {peak:date}, brought {originals} {originals:original text|original texts}",
    "timeline.caption-plain": "The strongest day was {peak:date}",
    "timeline.table": "The same figures as a table",
    "timeline.observed": "Observed",
    "timeline.expected": "Expected",
    "timeline.upperbound": "Upper bound",
    "timeline.exposure": "All originals of the press",
    "timeline.exposure-axis": "all originals of the press, a day",
    "timeline.span": "Wave",
    "timeline.allowed": "Days that the counts allow for the onset",
    "timeline.onset": "onset {day:short}",
    "timeline.peak": "strongest {day:short}",
    "timeline.end": "end {day:short}",
    "timeline.event": "Event of the calendar",
    "timeline.day": "Day",
    "who.heading": "Who published",
    "who.sentence": "The wave holds {documents} {documents:text|texts} from {sources} {sources:source|sources}: "
    "{originals} {originals:original|originals} and {copied} {copied:copy|copies}",
    "who.sentence-no-copies": "The wave holds {documents} {documents:text|texts} from {sources} "
    "{sources:source|sources}, and no copies: {originals} {originals:is original|are original}",
    "who.loudest-stands": "The most active source gave {top:percent} of the originals, and without it the wave still "
    "stands",
    "who.loudest-falls": "The most active source gave {top:percent} of the originals, and without it there would be no "
    "wave",
    "who.loudest": "The most active source gave {top:percent} of the originals",
    "who.effective": "The coverage is as widely spread as if {effective:about} "
    "{effective:rounded:source|sources} of equal size had published it",
    "who.hostile": "As the machine reads them, its measured errors taken out, {hostile:percent} of the originals show "
    "hostility to {target}",
    "who.table": "Sources of the wave, those with the most texts first",
    "who.source": "Source",
    "who.documents": "Texts",
    "who.originals": "Originals",
    "who.share": "Share",
    "who.usual": "Usual share",
    "who.first": "First day",
    "began.heading": "How it began",
    "began.first": "{when:moment}, {source}: {quote}",
    "began.label": "The first originals, in order",
    "headlines.heading": "Headlines in order",
    "headlines.label": "Original headlines with date, source and language",
    "headlines.entry": "{when:stamp}, {source}, {language}: {quote}",
    "headlines.entry-bare": "{when:stamp}, {source}, {language}: no headline that can be quoted",
    "headlines.more": "Of {all} {all:original|originals}, the first {shown} in order are shown; the other {rest} "
    "{rest:stands|stand} in the JSON form of this brief",
    "headlines.all": "The wave holds {all} dated {all:original|originals}, listed here in order",
    "headlines.none": "The tables hold no dated original of this wave; {exhibits} {exhibits:text stands|texts stand} "
    "in the JSON form of this brief",
    "language.unknown": "language unknown",
    "moment.unknown": "date unknown",
}

COPIES = {
    "copies.heading": "What is copied from whom",
    "copies.none": "No copies were found among {documents} {documents:text|texts} of the wave",
    "copies.sentence": "{copies} {copies:text repeats an earlier one|texts repeat earlier ones}, between {pairs} "
    "{pairs:pair|pairs} of sources",
    "copies.outside": "{outside} of them {outside:repeats a text|repeat texts} from before the wave or from outside "
    "this press",
    "copies.channel": "{chain} of them went from a channel to a site",
    "copies.channel-one": "{chain} of them went from a channel to a site",
    "copies.pairs": "Who repeats whom, most often first",
    "copies.table": "Copies in order, with what speaks for each",
    "copies.earlier": "Earlier in",
    "copies.later": "Later in",
    "copies.count": "Copies",
    "copies.median": "Usual lag",
    "copies.lag": "Lag",
    "copies.reasons": "What speaks for it",
    "copies.passage": "Words in common",
    "copies.form": "Way",
    "copies.more": "The first {shown} are shown; the other {rest} {rest:stands|stand} in the JSON form of this brief",
    "form.post-article": "channel → site",
    "form.post-post": "channel → channel",
    "form.article-post": "site → channel",
    "form.article-article": "site → site",
    "side.at": "{source}, {when:stamp}",
    "reason.exact-text": "the same text",
    "reason.containment": "{value:percent} of wording shared",
    "reason.lead-changed": "another beginning",
    "reason.lead-cut": "beginning cut",
    "reason.lead-added": "beginning added",
    "reason.tail-changed": "another ending",
    "reason.tail-cut": "ending cut",
    "reason.tail-added": "ending added",
    "reason.edited": "edited inside",
    "reason.same-address": "the same address",
    "reason.forwarded-from": "marked as forwarded",
    "reason.links-to-original": "links to the earlier text",
    "reason.names-source": "names the source",
    "reason.via": "by way of another copy",
}

READING = {
    "voices.heading": "Who is quoted",
    "voices.sentence": "Of {read} {read:original|originals} that were read, {quoting} {quoting:quotes|quote} somebody",
    "voices.label": "Quotes, those that most sources carry first",
    "voices.speaker": "{when:stamp}, {source}: {speaker}",
    "voices.nobody": "{when:stamp}, {source}: a speaker whom the text leaves open",
    "voices.role": ", {role}",
    "voices.quote": ": {quote}",
    "voices.also": " – also in {other}",
    "voices.also-more": " – also in {other} and others",
    "marked.documents": "Originals",
    "marked.share": "Share",
    "marked.before": "Eight weeks before",
    "marked.share-before": "Share before",
    "marked.role": "Quoted as",
    "marked.role-table": "As what people are quoted, in the wave and before it",
    "marked.stance": "The text …",
    "marked.stance-table": "Hostility and support, in the wave and before it",
    "marked.claim": "The target is …",
    "marked.claim-table": "Blame, warnings and predictions, in the wave and before it",
    "marked.narrative": "Message of the catalogue",
    "marked.narrative-table": "Messages of the catalogue, in the wave and before it",
    "marked.device": "Device",
    "marked.device-table": "Hints of persuasion devices, in the wave and before it",
    "role.official": "official",
    "role.politician": "politician",
    "role.expert": "expert",
    "role.journalist": "journalist",
    "role.blogger": "blogger",
    "role.military": "military",
    "role.business": "business",
    "role.citizen": "citizen",
    "role.anonymous": "anonymous source",
    "stance.hostile": "is hostile itself",
    "stance.reports-hostility": "reports hostility of others",
    "stance.quotes-hostility": "quotes somebody hostile",
    "stance.supportive": "is supportive itself",
    "stance.reports-support": "reports support of others",
    "stance.quotes-support": "quotes somebody supportive",
    "claim.blame": "blamed",
    "claim.warning": "warned",
    "claim.prediction": "the subject of a prediction",
    "tone.heading": "Hostile, or telling of hostility",
    "tone.sentence": "Of {read} {read:original|originals} that were read, the machine finds {hostile} hostile to "
    "{target}; {reports_hostility} {reports_hostility:reports|report} hostility of others, and {quotes_hostility} "
    "{quotes_hostility:quotes|quote} somebody hostile",
    "tone.caution": "These are readings by a machine that errs: each passage below can be checked, and none should be "
    "repeated unchecked",
    "tone.hostile": "Hostile passages, the surest of each text",
    "tone.reports-hostility": "Passages that report hostility",
    "tone.quotes-hostility": "Passages that quote somebody hostile",
    "tone.entry": "{when:stamp}, {source}: {quote}",
    "claims.heading": "Who is blamed, who is warned, what is foretold",
    "claims.blame": "Blame",
    "claims.warning": "Warnings",
    "claims.prediction": "Predictions",
    "messages.heading": "Messages and devices",
    "messages.examples": "A passage for each message",
    "messages.entry": "“{message}” – {when:stamp}, {source}: {quote}",
    "messages.devices": "Devices are hints by sentence from a classifier that is often wrong; they say where to look, "
    "not what to think",
}

AROUND = {
    "events.heading": "Events near its onset",
    "events.label": "Entries of the calendar, nearest first",
    "events.none": "No entry of the calendar stands near the onset, {onset:date}",
    "events.same": "Near the onset, on the same day ({day:date}), stands: {title}",
    "events.before": "Near the onset, {lag} {lag:day|days} before it ({day:date}), stands: {title}",
    "events.after": "Near the onset, {lag} {lag:day|days} after it ({day:date}), stands: {title}",
    "events.chance": "; chance would put one there in {chance:percent} of placements",
    "events.untestable": "; how often chance would put one there is not testable",
    "limits.heading": "What the figures cannot show",
    "limits.label": "What limits the figures",
    "limits.history": "What was to be expected rests on {history} {history:day|days} of history",
    "limits.immature": "; that is short, so the expectation is uncertain, and weekly habits may look like news",
    "limits.presence": "Of {all} {all:source|sources} in the press, {joined} joined late, {silent} fell silent and "
    "{gaps} had gaps; counts are set against what the press published each day, and what was not seen is not counted",
    "limits.steady": "{all} {all:source|sources} of the press {all:was|were} seen steadily: none joined late, fell "
    "silent or had gaps",
    "limits.unsteady": "Sources that were not seen steadily",
    "limits.seen": "Seen",
    "limits.joined": "joined late",
    "limits.silent": "fell silent",
    "limits.gaps": "with gaps",
    "limits.first": "First text",
    "limits.last": "Last text",
    "limits.undated": "{undated} of {documents} {documents:text|texts} in the workspace {undated:has|have} no date "
    "that can be believed, and {undated:is|are} counted on no day",
    "limits.dated": "Every one of {documents} {documents:text|texts} in the workspace has a date",
    "limits.rejected": "{rejected} {rejected:item was|items were} set aside and {rejected:is|are} in no figure",
    "limits.rejected-none": "No item was set aside: {rejected} rejections are on record",
    "limits.rejected-table": "Items set aside, by reason",
    "limits.reason": "Reason",
    "limits.items": "Items",
    "limits.language": "The language of {unknown} {unknown:text|texts} is not known",
    "limits.monitored": "{series} series {series:was|were} watched for {days} {days:day|days}, and about "
    "{alarms:about} {alarms:rounded:false alarm is|false alarms are} to be expected among them",
    "limits.monitored-few": "{series} series {series:was|were} watched for {days} {days:day|days}, and fewer than one "
    "false alarm ({alarms:small}) is to be expected among them",
    "limits.scope": "This brief speaks of the sources that the workspace {workspace} watches, and of no others",
    "check.heading": "How to check this",
    "check.drawn": "This brief shows the workspace {workspace} as it stood on {drawn:moment} UTC (snapshot {snapshot}) "
    "and rests on {exhibits} archived {exhibits:text|texts}",
    "check.file": "Check every citation of this file against the archived bytes, from a copy of the workspace:",
    "check.show": "Walk from the wave to its evidence:",
}

PAGE = {
    "page.citations": "Citations",
    "page.citation": "citation {n}",
    "page.tables": "Figures by day",
    "page.drawn": "as of {day:moment} UTC",
    "page.source": "Tolqyn brief",
    "page.times": "Days and times are UTC.",
    "page.original-language": "Headlines stand in their original language.",
    "page.nothing": "–",
    "page.stop": ".",
}

TEXT: dict[str, str] = {**ANSWER, **COVERAGE, **COPIES, **READING, **AROUND, **PAGE}
