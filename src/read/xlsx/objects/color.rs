//! Colours as DrawingML writes them (ECMA-376 20.1.2.3), resolved to what the screen shows, and how transparent they are.

use super::super::color::Rgb;
use super::super::theme::Theme;
use super::tree::Node;

/// The colour among the children of a fill, or of what holds one: red, green, blue, and transparency in per cent.
pub(super) fn color(holder: &Node, theme: &Theme) -> Option<(Rgb, u8)> {
    holder.children.iter().find_map(|node| Some(changed(base(node, theme)?, node)))
}

/// A colour before its changes.
fn base(node: &Node, theme: &Theme) -> Option<Rgb> {
    let val = node.get("val");
    match &*node.name {
        "srgbClr" => Rgb::parse(val?),
        "sysClr" => node.get("lastClr").and_then(Rgb::parse).or_else(|| Some(system(val?))),
        "schemeClr" => scheme(val?, theme),
        "prstClr" => preset(val?),
        "scrgbClr" => {
            let [red, green, blue] = ["r", "g", "b"].map(|name| linear(share(node.get(name))));
            Some(Rgb(red, green, blue))
        }
        "hslClr" => {
            let hue = node.get("hue")?.parse::<f64>().ok()? / 60_000.0 / 360.0;
            Some(Rgb::from_hsl(
                hue.clamp(0.0, 1.0),
                share(node.get("sat")).clamp(0.0, 1.0),
                share(node.get("lum")).clamp(0.0, 1.0),
            ))
        }
        _ => None,
    }
}

/// A colour of the theme by its name (20.1.10.54), as charts map them to it.
fn scheme(name: &str, theme: &Theme) -> Option<Rgb> {
    const NAMES: [&[&str]; 12] = [
        &["bg1", "lt1"],
        &["tx1", "dk1"],
        &["bg2", "lt2"],
        &["tx2", "dk2"],
        &["accent1"],
        &["accent2"],
        &["accent3"],
        &["accent4"],
        &["accent5"],
        &["accent6"],
        &["hlink"],
        &["folHlink"],
    ];
    theme.color(NAMES.iter().position(|names| names.contains(&name))?)
}

/// Applies the changes of 20.1.2.3 in their order, as far as spreadsheets use them.
fn changed(mut color: Rgb, node: &Node) -> (Rgb, u8) {
    let mut alpha = 1.0;
    for change in &node.children {
        let amount = share(change.get("val"));
        color = match &*change.name {
            "lumMod" => in_hsl(color, |(h, s, l)| (h, s, l * amount)),
            "lumOff" => in_hsl(color, |(h, s, l)| (h, s, l + amount)),
            "satMod" => in_hsl(color, |(h, s, l)| (h, s * amount, l)),
            "satOff" => in_hsl(color, |(h, s, l)| (h, s + amount, l)),
            // Towards white and towards black are measured in linear light.
            "tint" => lighter(color, 1.0 - amount),
            "shade" => lighter(color, amount - 1.0),
            "gray" => mixed_all(color),
            "inv" => mixed(color, |light| 1.0 - light),
            _ => color,
        };
        if &*change.name == "alpha" {
            alpha = amount;
        }
    }
    (color, ((1.0 - alpha) * 100.0).round().clamp(0.0, 100.0) as u8)
}

/// A colour that is so much lighter, or below nought darker, than another.
pub(super) fn lighter(color: Rgb, by: f64) -> Rgb {
    let rest = 1.0 - by.abs().min(1.0);
    mixed(color, |light| if by < 0.0 { light * rest } else { light * rest + 1.0 - rest })
}

/// A percentage in thousandths (20.1.10.40), or with a sign, as a share.
fn share(value: Option<&str>) -> f64 {
    let value = value.unwrap_or("100000");
    let share = match value.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().map(|percent| percent / 100.0),
        None => value.parse::<f64>().map(|value| value / 100_000.0),
    };
    share.ok().filter(|share| share.is_finite()).unwrap_or(1.0)
}

fn in_hsl(color: Rgb, change: impl Fn((f64, f64, f64)) -> (f64, f64, f64)) -> Rgb {
    let (hue, saturation, light) = change(color.hsl());
    Rgb::from_hsl(hue, saturation.clamp(0.0, 1.0), light.clamp(0.0, 1.0))
}

fn mixed(color: Rgb, change: impl Fn(f64) -> f64) -> Rgb {
    let [red, green, blue] = [color.0, color.1, color.2].map(|channel| linear(change(to_linear(channel))));
    Rgb(red, green, blue)
}

fn mixed_all(color: Rgb) -> Rgb {
    let grey = 0.2126 * to_linear(color.0) + 0.7152 * to_linear(color.1) + 0.0722 * to_linear(color.2);
    let grey = linear(grey);
    Rgb(grey, grey, grey)
}

/// From a channel to linear light (IEC 61966-2-1).
fn to_linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// From linear light to a channel.
fn linear(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (value * 255.0).round().clamp(0.0, 255.0) as u8
}

/// A system colour that does not say what it was: text is dark, all else is light.
fn system(name: &str) -> Rgb {
    if name.ends_with("Text") { Rgb::BLACK } else { Rgb::WHITE }
}

/// The preset colours (20.1.10.48) that programs write; the others are not known here.
fn preset(name: &str) -> Option<Rgb> {
    const NAMES: &[(&str, Rgb)] = &[
        ("black", Rgb(0, 0, 0)),
        ("white", Rgb(255, 255, 255)),
        ("red", Rgb(255, 0, 0)),
        ("lime", Rgb(0, 255, 0)),
        ("green", Rgb(0, 128, 0)),
        ("blue", Rgb(0, 0, 255)),
        ("yellow", Rgb(255, 255, 0)),
        ("cyan", Rgb(0, 255, 255)),
        ("aqua", Rgb(0, 255, 255)),
        ("magenta", Rgb(255, 0, 255)),
        ("fuchsia", Rgb(255, 0, 255)),
        ("gray", Rgb(128, 128, 128)),
        ("grey", Rgb(128, 128, 128)),
        ("silver", Rgb(192, 192, 192)),
        ("ltGray", Rgb(211, 211, 211)),
        ("dkGray", Rgb(169, 169, 169)),
        ("maroon", Rgb(128, 0, 0)),
        ("olive", Rgb(128, 128, 0)),
        ("navy", Rgb(0, 0, 128)),
        ("purple", Rgb(128, 0, 128)),
        ("teal", Rgb(0, 128, 128)),
        ("orange", Rgb(255, 165, 0)),
        ("pink", Rgb(255, 192, 203)),
        ("brown", Rgb(165, 42, 42)),
        ("gold", Rgb(255, 215, 0)),
    ];
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, color)| *color)
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    fn of(xml: &str) -> Option<(Rgb, u8)> {
        color(&tree(xml), &Theme::default())
    }

    #[test]
    fn colours_are_resolved_as_the_screen_shows_them() {
        assert_eq!(of("<srgbClr val='010203'><alpha val='40000'/></srgbClr>"), Some((Rgb(1, 2, 3), 60)));
        assert_eq!(of("<schemeClr val='accent2'/>"), Some((Rgb(0xED, 0x7D, 0x31), 0)));
        // Text at 65 %, as the charts of current versions have for their labels: 595959.
        let grey = of("<schemeClr val='tx1'><lumMod val='65000'/><lumOff val='35000'/></schemeClr>");
        assert_eq!(grey, Some((Rgb(0x59, 0x59, 0x59), 0)));
        assert_eq!(of("<schemeClr val='bg1'><lumMod val='85%'/></schemeClr>"), Some((Rgb(217, 217, 217), 0)));
        assert_eq!(of("<prstClr val='navy'/>"), Some((Rgb(0, 0, 128), 0)));
        assert_eq!(of("<schemeClr val='phClr'/>"), None);
        assert_eq!(of("<sysClr val='windowText'/>"), Some((Rgb::BLACK, 0)));
    }
}
