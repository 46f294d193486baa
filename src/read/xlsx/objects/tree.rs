//! A drawing or chart part as a tree of elements: small parts whose pieces refer to each other, so that reading them in
//! one go is simplest. What a chart stores of its cells, and extensions of later versions, are not taken in.

use crate::container::xml::{Element, Ns, Xml, XmlReader};
use crate::model::Reason;

/// Elements that one part may have.
const MOST: usize = 200_000;

/// An element. Names are without prefixes: none of those used here is in two vocabularies.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    pub(super) children: Vec<Node>,
    pub(super) text: String,
}

impl Node {
    /// Reads a part; the root is the only child of what comes back. None for more elements than are held.
    ///
    /// # Errors
    /// Those of [`XmlReader::next`].
    pub(super) fn read(mut xml: XmlReader<'_>) -> Result<Option<Node>, Reason> {
        let mut open = vec![Node::default()];
        let mut count = 0_usize;
        let mut skipped = 0_usize;
        loop {
            match xml.next()? {
                Xml::Start(element) if skipped > 0 || is_left_out(&element) => {
                    skipped = skipped.saturating_add(1);
                    // The element says that it is there, and nothing of what it holds.
                    if skipped == 1 {
                        open.push(Node { name: element.local().into(), ..Node::default() });
                    }
                }
                Xml::Start(element) => {
                    count = count.saturating_add(1);
                    if count > MOST {
                        return Ok(None);
                    }
                    open.push(Node::of(&element)?);
                }
                Xml::End => {
                    skipped = skipped.saturating_sub(1);
                    if skipped == 0
                        && let (Some(node), Some(parent)) = (open.pop(), open.last_mut())
                    {
                        parent.children.push(node);
                    }
                }
                Xml::Text(text) | Xml::Cdata(text) if skipped == 0 => {
                    if let Some(node) = open.last_mut() {
                        node.text.push_str(&text);
                    }
                }
                Xml::Eof => return Ok(open.into_iter().next()),
                _ => {}
            }
        }
    }

    fn of(element: &Element<'_>) -> Result<Node, Reason> {
        let mut node = Node { name: element.local().into(), ..Node::default() };
        for attribute in element.attributes() {
            let attribute = attribute?;
            match attribute.ns {
                Ns::None => node.attributes.push((attribute.local.into(), attribute.value.into())),
                Ns::Rel => {
                    node.attributes.push((format!("r:{}", attribute.local).into(), attribute.value.into()));
                }
                _ => {}
            }
        }
        Ok(node)
    }

    /// The first child of this name.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| &*child.name == name)
    }

    /// All children of this name.
    pub(super) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node> {
        self.children.iter().filter(move |child| &*child.name == name)
    }

    /// The element at the end of a path of first children.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// The first element of this name, however deep.
    pub(super) fn find(&self, name: &str) -> Option<&Node> {
        self.child(name).or_else(|| self.children.iter().find_map(|child| child.find(name)))
    }

    /// An attribute; those of relationships begin with `r:`.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| &**known == name).map(|(_, value)| value.trim())
    }

    /// An attribute as a number.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.parse().ok()
    }

    /// The attribute `val` of a child.
    pub(super) fn val(&self, child: &str) -> Option<&str> {
        self.child(child)?.get("val")
    }

    /// The attribute `val` of a child, as a finite number.
    pub(super) fn float(&self, child: &str) -> Option<f64> {
        self.val(child)?.trim_end_matches('%').parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// The attribute `val` of a child, as a whole number.
    pub(super) fn whole<T: TryFrom<i64>>(&self, child: &str) -> Option<T> {
        self.float(child).and_then(|value| T::try_from(value.round() as i64).ok())
    }

    /// Whether a child says yes: one that is there and says no value does (21.2.2, CT_Boolean).
    pub(super) fn is(&self, child: &str) -> bool {
        self.child(child).is_some_and(|child| child.get("val").is_none_or(is_yes))
    }
}

/// A truth value of XML Schema.
pub(super) fn is_yes(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// Copies of cells, values that stand in the chart itself, and extensions: see the head of this file.
fn is_left_out(element: &Element<'_>) -> bool {
    const NAMES: &[&str] = &["numCache", "strCache", "multiLvlStrCache", "numLit", "strLit", "extLst"];
    element.ns() == Ns::Foreign || NAMES.contains(&element.local())
}

/// The tree of a text, for the tests of this folder.
#[cfg(test)]
pub(super) fn tree(xml: &str) -> Node {
    let limits = crate::limits::Limits::default();
    let xml = format!("<root>{xml}</root>");
    let read = XmlReader::new(xml.as_bytes(), &limits).and_then(Node::read);
    read.ok().flatten().and_then(|mut all| all.children.pop()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_and_copies_of_cells_are_not() {
        let root = tree(
            "<a><b val='1'/><b val='0'/><c><d>x</d></c><e/><strCache><pt>secret</pt><f val='1'/></strCache><extLst><b val='2'/></extLst></a>",
        );
        let a = root.child("a").unwrap();
        assert!(a.is("b") && a.is("e") && !a.is("f") && !a.is("c2"));
        assert_eq!(a.all("b").count(), 2);
        assert_eq!(a.at(&["c", "d"]).unwrap().text, "x");
        assert!(a.child("strCache").unwrap().children.is_empty());
        assert!(root.find("f").is_none() && root.find("d").is_some());
    }
}
