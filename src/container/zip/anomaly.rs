//! What is odd about an archive: typed, with the bytes it is about. Whether it matters is for the caller to say.

use std::ops::Range;

/// Something in an archive that a plain one does not have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anomaly {
    /// The first byte of the file that it is about.
    pub from: u64,
    /// One past the last.
    pub to: u64,
    /// What it is.
    pub kind: AnomalyKind,
    /// The entry that it belongs to, where it belongs to one.
    pub entry: Option<usize>,
    /// Whether these bytes are all zero, so that they can hold no text. Only told for bytes that no reader needs.
    pub all_zero: bool,
}

impl Anomaly {
    pub(super) fn new(kind: AnomalyKind, at: Range<u64>, entry: Option<usize>) -> Self {
        Anomaly { from: at.start, to: at.end, kind, entry, all_zero: false }
    }

    pub(super) fn zero(mut self, all_zero: bool) -> Self {
        self.all_zero = all_zero;
        self
    }
}

/// The kinds of oddity. Sections are those of PKWARE's APPNOTE.TXT 6.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnomalyKind {
    /// The archive has a comment (4.4.26).
    ArchiveComment,
    /// An entry has a comment (4.4.18).
    EntryComment,
    /// A header has an extra field that is not a well-known one in its well-known form (4.5); the range runs from the
    /// first such field of the header to the last.
    ExtraField,
    /// The zip64 end record carries data of its own (4.3.14.2).
    EndExtension,
    /// Bytes before the first header.
    BytesBefore,
    /// Bytes between headers and data that belong to neither.
    BytesBetween,
    /// Bytes after the end record and its comment.
    BytesAfter,
    /// Bytes of an entry's data that lie behind the end of its deflate stream. Told once the entry was read.
    Slack,
    /// All offsets count from behind bytes that were put in front of the archive.
    Shifted,
    /// A folder that has data.
    FolderData,
    /// A name with backslashes, as some .NET programs write.
    Backslash,
    /// A name that is empty, absolute, has `.` or `..` steps, control characters, or is not the UTF-8 it claims to be.
    OddName,
    /// A name outside ASCII without the flag for UTF-8: its letters are a guess.
    NameEncoding,
    /// Packed neither by deflate nor stored (4.4.5), so that it cannot be read.
    OddMethod,
    /// General purpose flags that mean nothing in a document (4.4.4).
    OddFlags,
    /// Locked with a password (4.4.4, bits 0, 6 and 13).
    Encrypted,
    /// The flags promise a data descriptor (4.3.9) and there is none.
    DescriptorMissing,
    /// Two entries have the same name.
    DuplicateName,
    /// Two entries have names that count as the same: letter case, slashes, `./`, percent escapes.
    EquivalentName,
    /// A name with a zero byte in it.
    NulName,
    /// The Unicode path extra field (4.6.9) names another file than the header.
    UnicodePath,
    /// A link, device or pipe of a Unix system.
    SpecialFile,
    /// No local header where the directory says.
    LocalMissing,
    /// The local header has another name than the directory.
    LocalName,
    /// The local header has other sizes than the directory.
    LocalSize,
    /// The local header has another checksum than the directory.
    LocalChecksum,
    /// The local header has another method than the directory.
    LocalMethod,
    /// The local header and the directory disagree whether it is encrypted or how its name is written.
    LocalFlags,
    /// The data descriptor has other values than the directory.
    DescriptorMismatch,
    /// A stored entry whose packed and unpacked sizes differ.
    StoredSize,
    /// Two owners claim the same bytes.
    Overlap,
    /// An entry that the directory does not list.
    UnlistedEntry,
    /// More than one end record.
    SeveralEnds,
    /// More than one directory, or more than one place where an entry could begin.
    SeveralDirectories,
    /// The directory has more or fewer entries than the end record says.
    DirectoryCount,
    /// The directory is longer or shorter than the end record says.
    DirectorySize,
    /// zip64 fields that contradict the plain ones (4.5.3).
    Zip64Mismatch,
}

impl AnomalyKind {
    /// Where two programs could see different content: the clause for [`crate::model::Reason::Ambiguous`]. `None` where
    /// all that open the archive see the same, and there are only stray bytes to judge.
    pub fn ambiguous(self) -> Option<&'static str> {
        Some(match self {
            Self::ArchiveComment
            | Self::EntryComment
            | Self::ExtraField
            | Self::EndExtension
            | Self::BytesBefore
            | Self::BytesBetween
            | Self::BytesAfter
            | Self::Slack
            | Self::Shifted
            | Self::FolderData
            | Self::Backslash
            | Self::OddName
            | Self::NameEncoding
            | Self::OddMethod
            | Self::OddFlags
            | Self::Encrypted
            | Self::DescriptorMissing => return None,
            Self::DuplicateName => "two parts in it have the same name",
            Self::EquivalentName => "two parts in it have names that count as the same",
            Self::NulName => "a part's name has a zero byte in it, where some programs stop reading",
            Self::UnicodePath => "a part has two names",
            Self::SpecialFile => "a part is a link or device and not a file",
            Self::LocalMissing => "a part that its directory lists is not where it should be",
            Self::LocalName => "a part has one name in the directory and another at its data",
            Self::LocalSize => "a part has one size in the directory and another at its data",
            Self::LocalChecksum => "a part has one checksum in the directory and another at its data",
            Self::LocalMethod => "a part is packed in one way by the directory and in another by its data",
            Self::LocalFlags => "a part's flags in the directory are not those at its data",
            Self::DescriptorMismatch => "what follows a part's data contradicts the directory",
            Self::StoredSize => "a part has two sizes",
            Self::Overlap => "parts in it overlap",
            Self::UnlistedEntry => "it holds a part that its directory does not list",
            Self::SeveralEnds => "it has more than one end record",
            Self::SeveralDirectories => "it has more than one directory",
            Self::DirectoryCount => "its directory has more or fewer entries than it says",
            Self::DirectorySize => "its directory is longer or shorter than it says",
            Self::Zip64Mismatch => "its figures for large files contradict the others",
        })
    }
}
