//! Number formats that a styles part need not spell out (ECMA-376 18.8.30). Those of currencies and dates are what Excel
//! makes of them in the United Kingdom.

/// The code of a number format without one in the styles part; General where the number means nothing.
pub(super) fn code(id: u32) -> &'static str {
    match id {
        5 => "\"£\"#,##0;\\-\"£\"#,##0",
        6 => "\"£\"#,##0;[Red]\\-\"£\"#,##0",
        7 => "\"£\"#,##0.00;\\-\"£\"#,##0.00",
        8 => "\"£\"#,##0.00;[Red]\\-\"£\"#,##0.00",
        14 => "dd/mm/yyyy",
        22 => "dd/mm/yyyy hh:mm",
        41 => "_-* #,##0_-;\\-* #,##0_-;_-* \"-\"_-;_-@_-",
        42 => "_-\"£\"* #,##0_-;\\-\"£\"* #,##0_-;_-\"£\"* \"-\"_-;_-@_-",
        43 => "_-* #,##0.00_-;\\-* #,##0.00_-;_-* \"-\"??_-;_-@_-",
        44 => "_-\"£\"* #,##0.00_-;\\-\"£\"* #,##0.00_-;_-\"£\"* \"-\"??_-;_-@_-",
        47 => "mm:ss.0",
        _ => ssfmt::format_code_from_id(id).unwrap_or("General"),
    }
}

#[cfg(test)]
mod tests {
    use crate::read::xlsx::numfmt::{Format, Rendering};

    #[test]
    fn currencies_are_pounds() {
        let shown = |id: u32, value: f64| {
            let mut out = String::new();
            let shown = Format::builtin(id).number(value, &Rendering::new(false), &mut out);
            assert!(!shown.hides);
            out
        };
        assert_eq!([shown(5, 1234.5), shown(8, -2.0)], ["£1,235", "-£2.00"]);
        assert_eq!(
            [41, 42, 43, 44].map(|id| shown(id, 1234.5)),
            ["1,235", "£1,235", "1,234.50", "£1,234.50"]
        );
        assert_eq!([shown(44, 0.0), shown(47, 0.001)], ["£-", "01:26.4"]);
    }
}
