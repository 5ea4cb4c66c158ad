"""re.sub with a function of the guest."""


def substitute(function, subject, matches, counted):
    parts = []
    place = 0
    for match in matches:
        parts.append(subject[place:match.start()])
        parts.append(function(match))
        place = match.end()
    parts.append(subject[place:])
    text = subject[:0].join(parts)
    return (text, len(matches)) if counted else text
