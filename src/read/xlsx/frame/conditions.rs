//! Conditional formats as they are written, in either of their two places (ECMA-376 18.3.1.18, and x14 of [MS-XLSX] 2.6).
//!
//! What can be made of them again is for `rules`; whether they hide anything was decided by `conditional`.

use super::{number, truth};
use crate::container::xml::{Element, Ns};
use crate::model::{CellRef, Range, Reason};
use crate::read::xlsx::color::Color;
use crate::read::xlsx::conditional::{Rule, ranges};

/// Points and colours that a scale, a bar or a set of icons may have.
const MOST_POINTS: usize = 8;

/// Ranges of one format; the geometry calls more of them damage.
const MOST_RANGES: usize = 1 << 18;

/// A rule as written.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) ranges: Vec<Range>,
    /// The first of its cells, which relative references count from.
    pub(super) anchor: Option<CellRef>,
    pub(super) rule: Rule,
    /// What ties a bar to its second half in the other place.
    pub(super) link: Option<String>,
    /// It stands among the extensions.
    pub(super) extended: bool,
    pub(super) rank: Option<u16>,
    pub(super) percent: bool,
    pub(super) bottom: bool,
    pub(super) below: bool,
    pub(super) or_equal: bool,
    pub(super) deviations: bool,
    pub(super) scale: Scale,
}

/// What scales, bars and sets of icons say.
#[derive(Debug, Default, Clone)]
pub(super) struct Scale {
    pub(super) points: Vec<RawPoint>,
    pub(super) colors: Vec<Color>,
    pub(super) solid: bool,
    pub(super) set: Option<String>,
    pub(super) reversed: bool,
    /// Icons of several sets, chosen one by one.
    pub(super) by_hand: bool,
}

/// A point (18.3.1.11 `cfvo`).
#[derive(Debug, Default, Clone)]
pub(super) struct RawPoint {
    pub(super) kind: String,
    pub(super) value: String,
    /// The point itself does not count (`gte="0"`).
    pub(super) above: bool,
}

/// Gathers rules.
#[derive(Debug, Default)]
pub(super) struct ConditionsReader {
    all: Vec<Written>,
    /// The cells of the format that is open, and how many rules there were before it.
    open: Option<(String, usize)>,
}

impl ConditionsReader {
    pub(super) fn start(&mut self, element: &Element<'_>, path: &[&'static str]) -> Result<(), Reason> {
        if element.ns() == Ns::Foreign {
            return Ok(());
        }
        if element.local() == "conditionalFormatting" {
            self.open = Some((element.get("sqref")?.unwrap_or_default(), self.all.len()));
            return Ok(());
        }
        if self.open.is_none() {
            return Ok(());
        }
        match path.last() {
            Some(&"conditionalFormatting") if element.local() == "cfRule" => self.all.push(rule(element)?),
            Some(parent) => self.detail(element, parent, path)?,
            None => {}
        }
        Ok(())
    }

    /// Takes the text of the element whose name comes last in `path`.
    pub(super) fn text(&mut self, text: &str, path: &[&'static str]) {
        let Some((sqref, before)) = &mut self.open else { return };
        let inside = self.all.len() > *before;
        match (path, self.all.last_mut().filter(|_| inside)) {
            ([.., "conditionalFormatting", "sqref"], _) => text.clone_into(sqref),
            ([.., "cfRule", "formula" | "f"], Some(last)) if last.rule.formulas.len() < MOST_POINTS => {
                last.rule.formulas.push(text.to_owned());
            }
            ([.., "cfvo", "f"], Some(last)) => {
                if let Some(point) = last.scale.points.last_mut() {
                    text.clone_into(&mut point.value);
                }
            }
            ([.., "cfRule", "extLst", "ext", "id"], Some(last)) => last.link = Some(text.trim().to_owned()),
            _ => {}
        }
    }

    /// The element whose name comes last in `path` ends.
    pub(super) fn end(&mut self, path: &[&'static str]) {
        if path.last() != Some(&"conditionalFormatting") {
            return;
        }
        if let Some((sqref, before)) = self.open.take() {
            let (ranges, anchor) = ranges(&sqref, MOST_RANGES);
            let ranges: Vec<Range> = ranges.into_iter().map(super::bounded).collect();
            for written in self.all.iter_mut().skip(before) {
                written.ranges.clone_from(&ranges);
                written.anchor = Some(anchor);
            }
        }
    }

    /// The rules, the two halves of a bar as one, in the order in which they count.
    pub(super) fn finish(mut self) -> Vec<Written> {
        let mut halves = std::collections::HashMap::new();
        for written in
            self.all.iter_mut().filter(|written| written.extended && written.rule.kind == "dataBar")
        {
            if let Some(link) = &written.link {
                halves.insert(link.clone(), (written.scale.clone(), written.rule.without_value));
            }
        }
        for written in self.all.iter_mut().filter(|written| !written.extended) {
            let half = written.link.as_ref().and_then(|link| halves.remove(link));
            if let Some((half, without_value)) = half {
                // The colour stands in the first half, all else is newer in the second one.
                let colors = std::mem::take(&mut written.scale.colors);
                written.scale = Scale { colors, ..half };
                written.rule.without_value |= without_value;
                written.link = None;
            }
        }
        // What is left of the second halves stands for itself; those that were taken are gone from the map.
        let alone = |written: &Written| {
            !written.extended
                || written
                    .link
                    .as_ref()
                    .is_none_or(|link| written.rule.kind != "dataBar" || halves.contains_key(link))
        };
        let mut all: Vec<Written> = self.all.into_iter().filter(alone).collect();
        all.sort_by_key(|written| written.rule.priority);
        all
    }

    fn detail(&mut self, element: &Element<'_>, parent: &str, path: &[&str]) -> Result<(), Reason> {
        let Some(last) = self.all.last_mut() else { return Ok(()) };
        match (parent, element.local()) {
            ("cfRule", "dataBar") => {
                last.rule.without_value = !truth(element, "showValue", true)?;
                last.scale.solid = !truth(element, "gradient", true)?;
            }
            ("cfRule", "iconSet") => {
                last.rule.without_value = !truth(element, "showValue", true)?;
                last.scale.reversed = truth(element, "reverse", false)?;
                last.scale.by_hand = truth(element, "custom", false)?;
                last.scale.set = element.get("iconSet")?;
            }
            ("colorScale" | "dataBar" | "iconSet", "cfvo") if last.scale.points.len() < MOST_POINTS => {
                last.scale.points.push(RawPoint {
                    kind: element.get("type")?.unwrap_or_default(),
                    value: element.get("val")?.unwrap_or_default(),
                    above: !truth(element, "gte", true)?,
                });
            }
            ("colorScale" | "dataBar", "color" | "fillColor") if last.scale.colors.len() < MOST_POINTS => {
                last.scale.colors.push(Color::read(element)?);
            }
            _ if path.contains(&"dxf") || element.local() == "dxf" => {
                last.rule.own_look.get_or_insert_default().element(parent, element)?;
            }
            _ => {}
        }
        Ok(())
    }
}

fn rule(element: &Element<'_>) -> Result<Written, Reason> {
    Ok(Written {
        rule: Rule::read(element)?,
        link: element.get("id")?,
        extended: element.ns() != Ns::Main,
        rank: number(element, "rank")?,
        percent: truth(element, "percent", false)?,
        bottom: truth(element, "bottom", false)?,
        below: !truth(element, "aboveAverage", true)?,
        or_equal: truth(element, "equalAverage", false)?,
        deviations: number::<i32>(element, "stdDev")?.is_some_and(|count| count != 0),
        ..Written::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Step, steps};
    use super::*;

    fn read(inside: &str) -> Vec<Written> {
        let mut reader = ConditionsReader::default();
        steps(inside, |step| match step {
            Step::Start(element, path) => reader.start(element, path).unwrap(),
            Step::Text(text, path) => reader.text(text, path),
            Step::End(path) => reader.end(path),
        });
        reader.finish()
    }

    fn extension(inside: &str) -> String {
        format!(
            "<extLst><ext><x14:conditionalFormattings>{inside}</x14:conditionalFormattings></ext></extLst>"
        )
    }

    #[test]
    fn rules_come_in_the_order_of_their_priority() {
        let all = read(
            "<conditionalFormatting sqref='B2:C9 E2'><cfRule type='cellIs' operator='lessThan' dxfId='0' priority='7'>
             <formula>5</formula></cfRule><cfRule type='top10' rank='3' percent='1' bottom='1' priority='2'/></conditionalFormatting>
             <conditionalFormatting sqref='A:A'><cfRule type='aboveAverage' aboveAverage='0' equalAverage='1' priority='5'/>
             </conditionalFormatting><conditionalFormatting sqref='A1'/>",
        );
        let facts: Vec<_> =
            all.iter().map(|one| (one.rule.kind.as_str(), one.ranges.len(), one.anchor)).collect();
        let at = |row, col| Some(CellRef { row, col });
        assert_eq!(facts, [("top10", 2, at(1, 1)), ("aboveAverage", 1, at(0, 0)), ("cellIs", 2, at(1, 1))]);
        assert_eq!((all[0].rank, all[0].percent, all[0].bottom), (Some(3), true, true));
        assert_eq!((all[1].below, all[1].or_equal), (true, true));
        assert_eq!(all[1].ranges[0].to_string(), "A1:A1048576");
        assert_eq!(all[2].rule.formulas, ["5"]);
    }

    #[test]
    fn the_two_halves_of_a_bar_are_one() {
        let first = "<conditionalFormatting sqref='A1:A9'><cfRule type='dataBar' priority='1'><dataBar><cfvo type='min'/>
            <cfvo type='max'/><color rgb='FF638EC6'/></dataBar><extLst><ext uri='{B}'><x14:id>{A-1}</x14:id></ext></extLst>
            </cfRule></conditionalFormatting>";
        let second = "<x14:conditionalFormatting><x14:cfRule type='dataBar' id='{A-1}'><x14:dataBar gradient='0'>
            <x14:cfvo type='autoMin'/><x14:cfvo type='num'><xm:f>9</xm:f></x14:cfvo><x14:borderColor rgb='FF000000'/>
            <x14:negativeFillColor rgb='FFFF0000'/></x14:dataBar></x14:cfRule><xm:sqref>A1:A9</xm:sqref></x14:conditionalFormatting>";
        let all = read(&format!("{first}{}", extension(second)));
        assert_eq!(all.len(), 1);
        let kinds: Vec<_> =
            all[0].scale.points.iter().map(|point| (point.kind.as_str(), point.value.as_str())).collect();
        assert_eq!(kinds, [("autoMin", ""), ("num", "9")]);
        assert_eq!((all[0].scale.solid, all[0].scale.colors.len()), (true, 1));
        // Without the first half, the second one is a bar of its own.
        let alone = read(&extension(second));
        assert_eq!((alone.len(), alone[0].ranges.len(), alone[0].extended), (1, 1, true));
    }

    #[test]
    fn extended_rules_bring_their_look() {
        let all = read(&extension(
            "<x14:conditionalFormatting><x14:cfRule type='cellIs' operator='equal' priority='3' id='{B-1}'><xm:f>5</xm:f>
             <x14:dxf><fill><patternFill><bgColor rgb='FFFF0000'/></patternFill></fill></x14:dxf></x14:cfRule>
             <x14:cfRule type='iconSet' priority='4' id='{B-2}'><x14:iconSet iconSet='3Stars' custom='1' reverse='1' showValue='0'>
             <x14:cfvo type='percent'><xm:f>0</xm:f></x14:cfvo><x14:cfvo type='num' gte='0'><xm:f>3</xm:f></x14:cfvo>
             <x14:cfIcon iconSet='3Stars' iconId='0'/></x14:iconSet></x14:cfRule><xm:sqref>D4:D9</xm:sqref></x14:conditionalFormatting>",
        ));
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].rule.formulas, ["5"]);
        assert!(all[0].rule.own_look.as_ref().unwrap().fill.is_some());
        let scale = &all[1].scale;
        assert_eq!((scale.set.as_deref(), scale.by_hand, scale.reversed), (Some("3Stars"), true, true));
        assert!(all[1].rule.without_value && scale.points[1].above && !scale.points[0].above);
        assert_eq!(all[1].ranges[0].to_string(), "D4:D9");
    }
}
