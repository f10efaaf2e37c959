"""The French is complete, and the tool that says so can be trusted."""

import subprocess

import polib
import pytest

from tools import cache
from tools.translations import catalogues, update


def entry(msgid, msgstr="", **values):
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **values)


def catalogue(*entries):
    result = polib.POFile()
    result.extend(entries)
    return result


def test_committed_catalogues_are_up_to_date_and_french_is_complete():
    done = subprocess.run(
        ["./dev", "i18n", "--check"],
        cwd=cache.REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("msgid", "msgstr", "flags", "reason"),
    [
        ("Theme", "", [], "not translated"),
        ("Theme", "  ", [], "not translated"),
        ("Theme", "Thème", ["fuzzy"], "fuzzy"),
        ("%(name)s is closed", "Fermé", [], "placeholders"),
        ("%(name)s is closed", "%(nom)s est fermé", [], "placeholders"),
        ("%s of %s", "%s de", [], "placeholders"),
        ("<b>Theme</b>", "Thème", [], "markup"),
    ],
)
def test_what_cannot_be_shown_is_found(msgid, msgstr, flags, reason):
    found = catalogues.problems(catalogue(entry(msgid, msgstr, flags=flags)))
    assert [reason in said for _entry, said in found] == [True]


def test_what_can_be_shown_is_left_alone():
    fine = catalogue(
        entry("Theme", "Thème"),
        entry("Discussion", "Discussion"),
        entry("%(a)s after %(b)s", "après %(b)s, %(a)s"),
        entry("100% <b>done</b>", "<b>fait</b> à 100 %"),
    )
    assert list(catalogues.problems(fine)) == []


def test_merging_keeps_translations_and_remarks_and_drops_what_is_gone():
    old = catalogue(
        entry("Gone", "Parti"),
        entry("Theme", "Thème", tcomment="Not a topic."),
        entry("Unsure", "Incertain", flags=["fuzzy"]),
    )
    pot = catalogue(entry("New"), entry("Save"), entry("Theme"), entry("Unsure"))
    po = catalogues.merged(pot, old, {"Save": "Enregistrer", "Theme": "Sujet"}, "fr")
    assert [(e.msgid, e.msgstr, e.fuzzy, e.tcomment) for e in po] == [
        ("New", "", False, ""),
        ("Save", "Enregistrer", False, ""),
        ("Theme", "Thème", False, "Not a topic."),
        ("Unsure", "Incertain", True, ""),
    ]


def test_only_words_on_which_stock_agrees_are_borrowed():
    sale = catalogue(entry("Order", "Commande"), entry("Save", "Enregistrer"))
    base = catalogue(entry("Order", "Ordre"), entry("Save", "Enregistrer"))
    assert catalogues.unanimous([sale, base]) == {"Save": "Enregistrer"}


def test_export_does_not_depend_on_the_day():
    def exported(day):
        terms = catalogue(entry("Theme", occurrences=[("model:x", "")]))
        terms.metadata = {"POT-Creation-Date": day, "Project-Id-Version": f"19.0-{day}"}
        return str(catalogues.template(str(terms), "discuss_theme"))

    assert exported("2026-01-01") == exported("2026-01-02")


def test_what_stock_translates_is_left_to_stock():
    name = "model:ir.model.fields,field_description:some_module.field_x__name"
    ours = "model:ir.model.fields,field_description:some_module.field_x__theme_id"
    terms = catalogue(
        entry("Name", occurrences=[(name, "")]),
        entry("Theme", occurrences=[(name, ""), (ours, "")]),
    )
    pot = catalogues.template(str(terms), "some_module", {"some_module.field_x__name"})
    assert [(e.msgid, e.occurrences) for e in pot] == [("Theme", [(ours, "")])]


def test_check_tells_and_changes_nothing_then_update_settles(tmp_path, capsys):
    module = tmp_path / "addons" / "some_module"
    exported = tmp_path / "exported"
    exported.mkdir(parents=True)
    terms = catalogue(entry("Theme", occurrences=[("model:x,y:some_module.z", "")]))
    (exported / "some_module.pot").write_text(str(terms))
    (exported / "stock-fields.txt").touch()
    stock = tmp_path / "fr.po"
    stock.write_text(str(catalogue(entry("Theme", "Thème"))))
    call = ["--lang", "fr", "--exported", str(exported), "--stock", str(stock)]

    assert update.main([*call, "--check", "--", str(module)]) == 1
    assert "out of date" in capsys.readouterr().out
    assert not (module / "i18n").exists()

    module.mkdir(parents=True)
    assert update.main([*call, "--", str(module)]) == 0
    french = polib.pofile(str(module / "i18n" / "fr.po"))
    assert [(e.msgid, e.msgstr) for e in french] == [("Theme", "Thème")]
    assert update.main([*call, "--check", "--", str(module)]) == 0
