"""Reads names by origin, and other words, from the two packages and from lists.toml. See train.py."""

import ast
import json
import re
import subprocess
import tomllib
import unicodedata
from pathlib import Path

# Which locale stands for which origin; all others count as "other". Locales of two packages, spelled as each does.
ORIGINS = {
    "english": "en en_GB en_US en_NZ en_AU en_CA en_AU_ocker",
    "irish": "en_IE ga_IE",
    "south-asian": "en_IN en_PK en_NP bn_BD hi_IN gu_IN mr_IN ta_IN or_IN ne_NP si_LK ne",
    "african": "en_NG yo_NG ig_NG ha_NG tw_GH en_KE zu_ZA sw en_GH fr_SN",
    "arabic": "fr_DZ",
    "chinese": "zh_CN zh_TW en_HK",
    "vietnamese": "vi vi_VN",
    "polish": "pl pl_PL",
    "romanian": "ro ro_RO ro_MD",
    "turkish": "tr tr_TR",
    "portuguese": "pt_PT pt_BR",
    "spanish": "es es_AR es_CL es_CO es_ES es_MX es_CA",
}
ORIGIN_OF = {locale: origin for origin, locales in ORIGINS.items() for locale in locales.split()}

# Lists of other words in the packages: only those in English, since that is what stands beside names in our tables.
SCRIPT_OF_LOCALES = """
import * as faker from %s;
const kept = {};
for (const [locale, all] of Object.entries(faker.allLocales)) kept[locale] = { person: all.person };
const english = faker.allLocales.en, british = faker.allLocales.en_GB;
const words = [english.word, english.commerce, english.company, english.hacker, english.team, english.animal, english.food,
  english.science, english.color, english.location.street_suffix, english.location.county, british.location.county,
  english.location.country, english.location.city_name, british.location.street_suffix, english.person.job_area,
  english.person.job_descriptor, english.person.job_type, english.vehicle.type, english.vehicle.manufacturer];
console.log(JSON.stringify({ kept, words }));
"""

CYRILLIC = dict(zip(
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґјљњћџђѓќѕ",
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch a y _ e yu ya i yi ye g j lj nj c dz dj g k dz".split()))
GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split()))
# Letters of Indic scripts are named alike in Unicode; these sounds are spelled otherwise in British names.
INDIC = {"AA": "a", "II": "i", "UU": "u", "EE": "e", "OO": "o", "CA": "cha", "CHA": "chha", "TTA": "ta", "TTHA": "tha",
         "DDA": "da", "DDHA": "dha", "NNA": "na", "SSA": "sha", "NGA": "nga", "NYA": "nya", "LLA": "la", "RRA": "ra",
         "VOCALIC R": "ri", "NNNA": "na", "LLLA": "zha", "SHA": "sha", "ALPAPRAANA KAYANNA": "ka", "RRHA": "rha"}
INDIC_SCRIPTS = ("DEVANAGARI", "BENGALI", "GUJARATI", "TAMIL", "ORIYA")


def names(folder):
    """(kind, origin, word) for every name there is; kind is "surname" or "given"."""
    found = set()
    for locale, kind, name in list(python_names(folder)) + list(script_names(folder)):
        if (latin := romanised(name)) is not None:
            found.update((kind, ORIGIN_OF.get(locale, "other"), word) for word in words(latin))
    own = tomllib.loads(Path(__file__).with_name("lists.toml").read_text("utf-8"))
    for origin, lists in own["names"].items():
        for kind, text in lists.items():
            found.update((kind, origin, word) for name in text.split() for word in words(name))
    return sorted(found)


def others(folder):
    """(class, word) for words that are no names."""
    found = set()
    own = tomllib.loads(Path(__file__).with_name("lists.toml").read_text("utf-8"))
    for kind, text in own["others"].items():
        found.update((kind, word) for word in words(text))
    for text in strings(from_script(folder)["words"]):
        found.update(("english", word) for word in words(text))
    for path, kind in (("job/__init__.py", "jobs"), ("job/en_US/__init__.py", "jobs"), ("lorem/en_US/__init__.py", "english"),
                       ("company/__init__.py", "company"), ("address/en_US/__init__.py", "places")):
        for text in literals(Path(folder, "py/faker/providers", path)):
            found.update((kind, word) for word in words(text))
    return sorted(found)


def python_names(folder):
    """Name lists of Faker for Python, read without running it."""
    for path in sorted(Path(folder, "py/faker/providers/person").glob("*/__init__.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
            if not isinstance(target, ast.Name) or getattr(node, "value", None) is None:
                continue
            variable = target.id
            if "format" in variable or "kana" in variable or "pattern" in variable or "language" in variable:
                continue
            kind = "surname" if "last" in variable else "given" if "first" in variable else None
            for text in constants(node.value) if kind else ():
                yield path.parent.name, kind, text


def script_names(folder):
    """Name lists of @faker-js/faker."""
    for locale, kept in sorted(from_script(folder)["kept"].items()):
        for key, kind in (("last_name", "surname"), ("first_name", "given")):
            for text in strings((kept.get("person") or {}).get(key) or {}):
                yield locale, kind, text


def from_script(folder, cache={}):
    """What the JavaScript package holds, as JSON."""
    if folder not in cache:
        index = Path(folder, "js/package/dist/index.js").resolve().as_uri()
        code = SCRIPT_OF_LOCALES % json.dumps(index)
        run = subprocess.run(["node", "--input-type=module", "-e", code], check=True, capture_output=True, text=True,
                             stdin=subprocess.DEVNULL)
        cache[folder] = json.loads(run.stdout)
    return cache[folder]


def strings(value):
    """Every text in nested lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def literals(path):
    return constants(ast.parse(path.read_text("utf-8")))


def constants(node):
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def words(text):
    """The words of a name or phrase, without patterns; double barrels also in parts."""
    if "{{" in text or "#" in text:
        return
    for word in re.split(r"[^\w'’‘ʼ`\-\u0300-\u036f]+|[\d_]+", text):
        word = word.strip("'’-")
        if len(word) >= 2:
            yield word
            if "-" in word:
                yield from (part for part in word.split("-") if len(part) >= 2)


def romanised(name):
    """The name in Latin letters by a plain table; none for scripts without vowels or without a table."""
    scripts = {unicodedata.name(c, "?").split()[0] for c in name if c.isalpha()}
    if not scripts or scripts == {"LATIN"}:
        return name
    if scripts == {"CYRILLIC"}:
        return "".join(CYRILLIC.get(c, c) for c in name.lower()).replace("_", "")
    if scripts == {"GREEK"}:
        plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
        return "".join(GREEK.get(c, c) for c in plain).replace("oy", "ou")
    if scripts == {"HANGUL"}:
        return "".join(unicodedata.name(c, " ").split()[-1].lower() if c.isalpha() else c for c in name)
    return indic(name) if len(scripts) == 1 and scripts.pop() in INDIC_SCRIPTS else None


def indic(name):
    """A consonant carries an "a" until a vowel sign or a virama takes it away; at the end it falls silent but in Tamil."""
    out = ""
    for c in name:
        if c.isspace():
            out = silent(out, name) + " "
            continue
        label = unicodedata.name(c, "")
        if "VIRAMA" in label:
            out = out.removesuffix("a")
        elif "VOWEL SIGN" in label:
            out = out.removesuffix("a") + spelled(label.split("VOWEL SIGN ")[1])
        elif "ANUSVARA" in label or "CANDRABINDU" in label:
            out += "n"
        elif " LETTER " in label:
            out += spelled(label.split(" LETTER ")[1])
    return silent(out, name)


def spelled(sound):
    return INDIC.get(sound, sound.lower() if sound.isalpha() else "")


def silent(word, name):
    tamil = "TAMIL" in unicodedata.name(name[0], "")
    return word if tamil or len(word) < 4 or not re.search(r"[^aeiou]a$", word) else word[:-1]
