"""Makes model.bin, the model of names, and prints how well it does by origin.

How to run (Python 3.11 or later, Node; nothing else), in this folder:
    pip download --no-deps Faker -d data && npm pack --pack-destination data @faker-js/faker
    python3 -m zipfile -e data/[Ff]aker*.whl data/py && mkdir data/js && tar xzf data/faker-js*.tgz -C data/js
    python3 train.py data            # measures on names held out, then writes model.bin from all names
Both packages are under the MIT licence (see LICENSES.txt). The same data gives the same bytes.

The model: logistic regression over character n-grams of one word, hashed into SLOTS slots of two weights (surname-like,
given-name-like), each an i8 in sixteenths of a log-odd. Every origin weighs the same, however many names it has here.
"""

import hashlib
import math
import random
import sys
import unicodedata
from pathlib import Path

import lists

BITS = 18
SLOTS = 1 << BITS
UNIT = 16.0
LONGEST = 24
EPOCHS = 6
RATE = 0.08
HEAD = 128
# The fold table: one symbol for each of these characters. 0 is the edge of a word, 1 to 26 are letters.
APOSTROPHE, HYPHEN, LETTER = 27, 28, 29
FOLDED = list(range(0xC0, 0x250)) + list(range(0x1E00, 0x1F00))
SPECIAL = {"ø": "o", "ł": "l", "đ": "d", "ß": "s", "æ": "a", "œ": "o", "þ": "t", "ð": "d", "ı": "i", "ə": "e", "ħ": "h",
           "ŋ": "n", "ŧ": "t", "ĸ": "k", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɔ": "o", "ɛ": "e", "ư": "u", "ơ": "o"}


def symbol(c):
    """The symbol of a character; none for what is left out, such as combining accents."""
    if "a" <= (low := c.lower()[:1]) <= "z":
        return ord(low) - 96
    if c in "'’‘ʼ`´":
        return APOSTROPHE
    if c in "-‐‑‒–":
        return HYPHEN
    if 0x300 <= ord(c) < 0x370:
        return None
    base = SPECIAL.get(low) or unicodedata.normalize("NFD", low)[:1]
    return ord(base) - 96 if "a" <= base <= "z" else LETTER


def symbols(word):
    found = [symbol(c) for c in word]
    return tuple(s for s in found if s is not None)[:LONGEST]


def mix(tag, value):
    return ((((value ^ (tag << 27)) * 0x9E3779B1) & 0xFFFFFFFF) >> (32 - BITS))


def features(word):
    """Slots of a word: the constant, the word as a whole, and its n-grams from 2 to 5 with the edges."""
    padded = (0, *word, 0)
    whole = 0
    for s in word:
        whole = ((whole ^ s) * 0x01000193) & 0xFFFFFFFF
    found = [mix(0, 0), mix(6, whole)]
    window = 0
    for at, s in enumerate(padded):
        window = ((window << 5) | s) & 0x1FFFFFF
        for n in range(2, min(5, at + 1) + 1):
            found.append(mix(n, window & ((1 << (5 * n)) - 1)))
    return found


def examples(folder):
    """word -> ({origin of surnames}, {origin of given names}, {class of other words})"""
    table = {}
    rows = [(0 if kind == "surname" else 1, origin, word) for kind, origin, word in lists.names(folder)]
    rows += [(2, kind, word) for kind, word in lists.others(folder)]
    for part, origin, word in rows:
        if len(folded := symbols(word)) >= 2 and LETTER not in folded:
            table.setdefault(folded, (set(), set(), set()))[part].add(origin)
    return dict(sorted(table.items()))


def held_out(word):
    return hashlib.sha256(bytes(word)).digest()[0] < 51


def weigh(table):
    """(word, target and weight for surnames, the same for given names)"""
    counts = [{}, {}, {}]
    for groups in table.values():
        for count, group in zip(counts, groups):
            for origin in group:
                count[origin] = count.get(origin, 0) + 1
    rows = []
    # A small origin weighs as much as a large one, but no single name more than CAP times the usual.
    for word, groups in table.items():
        row = []
        for part in (0, 1):
            here, there = groups[part], groups[1 - part]
            positive = max((share(counts[part][origin]) for origin in here), default=0.0)
            negative = max((OTHER_WEIGHT * share(counts[2][kind]) for kind in groups[2]), default=0.0)
            if not positive and not negative and there:
                negative = CROSS
            row.append((positive, negative))
        rows.append((word, row))
    return rows


TYPICAL, CAP, FLOOR = 2000, 4.0, 0.3
OTHER_WEIGHT, CROSS = 2.0, 0.1


def share(count):
    return max(FLOOR, min(CAP, math.sqrt(TYPICAL / count)))


def train(rows):
    """AdaGrad, one word after another in an order that is the same each time."""
    weights = [[0.0] * SLOTS, [0.0] * SLOTS]
    squares = [[1e-3] * SLOTS, [1e-3] * SLOTS]
    ready = [(features(word), row) for word, row in rows]
    order = random.Random(20261122)
    for epoch in range(EPOCHS):
        order.shuffle(ready)
        for slots, row in ready:
            # Half of the time a word has to be known by its parts, so that the parts are learnt.
            used = slots if order.random() < 0.5 else slots[:1] + slots[2:]
            for part in (0, 1):
                positive, negative = row[part]
                if not positive and not negative:
                    continue
                w, q = weights[part], squares[part]
                p = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, sum([w[s] for s in used])))))
                gradient = negative * p - positive * (1.0 - p)
                if -1e-3 < gradient < 1e-3:
                    continue
                square = gradient * gradient
                for s in used:
                    q[s] += square
                    w[s] -= RATE * (gradient / math.sqrt(q[s]) + DECAY * w[s])
    return weights


DECAY = 2e-4


def quantised(weights):
    return [[max(-127, min(127, round(w * UNIT))) for w in part] for part in weights]


def score(weights, word):
    slots = features(word)
    return tuple(max(-CLAMP, min(CLAMP, sum(part[s] for s in slots) / UNIT)) for part in weights)


CLAMP = 8.0
FALSE_ALARMS = 0.12


def measure(table):
    """Trains on four fifths and prints recall on the rest, by origin."""
    rest = {word: groups for word, groups in table.items() if not held_out(word)}
    weights = quantised(train(weigh(rest)))
    held = {word: (groups, score(weights, word)) for word, groups in table.items() if held_out(word)}
    # A word that is in both lists is judged as the name that it is: only pure words count as false alarms.
    innocent = {}
    for word, (groups, scores) in held.items():
        if not groups[0] and not groups[1]:
            for kind in groups[2]:
                innocent.setdefault(kind, []).append(max(scores))
    every = sorted(value for values in innocent.values() for value in values)
    cut = every[int(len(every) * (1 - FALSE_ALARMS))]
    print(f"held out: {len(held)} words; a score above {cut:.2f} is a false alarm for {FALSE_ALARMS:.0%} of {len(every)} other words")
    print(f"{'origin':<14}{'names':>7}{'word':>7}{'>0':>7}{'mean20':>8}{'share20':>8}   (surnames) | (given)")
    columns = {kind: draws(values) for kind, values in sorted(innocent.items()) if len(values) >= 20}
    means = sorted(sum(draw) / 20 for draw in sum(columns.values(), []))
    worst = means[int(len(means) * 0.999)]
    for origin in sorted({o for groups in table.values() for o in groups[0] | groups[1]}):
        line = f"{origin:<14}"
        for part in (0, 1):
            values = [max(s) for g, s in held.values() if origin in g[part]]
            drawn = draws(values)
            by_mean = sum(sum(draw) / 20 > worst for draw in drawn) / len(drawn)
            by_share = sum(sum(v > cut for v in draw) >= 12 for draw in drawn) / len(drawn)
            word = sum(v > cut for v in values) / len(values)
            zero = sum(v > 0 for v in values) / len(values)
            line += f"{len(values):>7}{word:>7.2f}{zero:>7.2f}{by_mean:>8.3f}{by_share:>8.3f} |"
        print(line)
    print(f"columns of 20 other words: mean above {worst:.2f} in 0.1 %; by class: share of words, columns of 12 in 20 above the cut")
    for kind, values in sorted(innocent.items()):
        drawn = columns.get(kind, [])
        wrong = sum(sum(v > cut for v in draw) >= 12 for draw in drawn) / max(1, len(drawn))
        print(f"  {kind:<12}{len(values):>6}{sum(v > cut for v in values) / len(values):>7.2f}{sum(v > 0 for v in values) / len(values):>7.2f}{wrong:>8.3f}")


def draws(values):
    """A thousand columns of 20 different values, or of all where there are fewer."""
    order = random.Random(7)
    return [order.sample(values, 20) if len(values) >= 20 else order.choices(values, k=20) for _ in range(1000)]


def write(weights, count, path):
    """A line of text with a checksum of what follows, the fold table, then the weights in pairs."""
    fold = bytes(symbol(chr(c)) for c in FOLDED)
    body = fold + bytes(w & 0xFF for pair in zip(*weights) for w in pair)
    line = f"foi-gate names 1; slots {SLOTS}; words {count}; sha256 {hashlib.sha256(body).hexdigest()}"
    path.write_bytes(line.encode().ljust(HEAD - 1) + b"\n" + body)
    print(line)


def main():
    table = examples(sys.argv[1])
    if "--write-only" not in sys.argv:
        measure(table)
    if "--measure-only" not in sys.argv:
        write(quantised(train(weigh(table))), len(table), Path(__file__).with_name("model.bin"))


if __name__ == "__main__":
    main()
