//! Invented people: names of many origins, put together by a dice that always falls the same way.
//!
//! No list of real persons lies behind them. Numbers and addresses are from ranges that are given to nobody: 999 for NHS
//! numbers, QQ for National Insurance numbers, Ofcom's drama numbers, example.org.

/// A generator of numbers that gives the same row for the same start (Knuth's MMIX constants).
pub(crate) struct Dice(u64);

impl Dice {
    /// A dice of its own for each sample.
    pub(crate) fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// A number below this one.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// A number from the first to the last.
    pub(crate) fn between(&mut self, first: i64, last: i64) -> i64 {
        let span = u64::try_from(last - first + 1).expect("in order");
        first + i64::try_from(self.below(span)).expect("small")
    }

    /// One of these.
    pub(crate) fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[usize::try_from(self.below(list.len() as u64)).expect("small")]
    }

    /// An invented person.
    pub(crate) fn person(&mut self) -> Person {
        Person { first: self.pick(FIRST_NAMES), surname: self.pick(SURNAMES) }
    }

    /// One to three capital letters: `K.A.`.
    pub(crate) fn initials(&mut self) -> String {
        let letters = [
            "A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "P", "R", "S", "T", "W", "Y",
            "Z",
        ];
        (0..=self.below(3)).map(|_| format!("{}.", self.pick(&letters))).collect()
    }

    /// A National Insurance number with the prefix that is never given out.
    pub(crate) fn national_insurance(&mut self) -> String {
        let (a, b, c) = (self.below(100), self.below(100), self.below(100));
        format!("QQ {a:02} {b:02} {c:02} {}", self.pick(&["A", "B", "C", "D"]))
    }

    /// A mobile number that Ofcom keeps for drama.
    pub(crate) fn mobile(&mut self) -> String {
        format!("07700 900{:03}", self.below(1000))
    }

    /// An NHS number from the range for tests, with its check digit (NHS Data Dictionary: modulus 11).
    pub(crate) fn nhs_number(&mut self) -> String {
        loop {
            let digits = format!("999{:06}", self.below(1_000_000));
            let sum: u32 = digits
                .bytes()
                .zip((2..=10).rev())
                .map(|(digit, weight)| u32::from(digit - b'0') * weight)
                .sum();
            let check = (11 - sum % 11) % 11;
            if check < 10 {
                return format!("{} {} {}{check}", &digits[..3], &digits[3..6], &digits[6..]);
            }
        }
    }

    /// A day of birth.
    pub(crate) fn birthday(&mut self) -> String {
        format!("{:02}/{:02}/{}", self.between(1, 28), self.between(1, 12), self.between(1944, 2006))
    }
}

/// An invented person.
#[derive(Clone, Copy)]
pub(crate) struct Person {
    /// The first name.
    pub(crate) first: &'static str,
    /// The surname.
    pub(crate) surname: &'static str,
}

impl Person {
    /// `Chidi Okonkwo`.
    pub(crate) fn full(self) -> String {
        format!("{} {}", self.first, self.surname)
    }

    /// `c.okonkwo@example.org`.
    pub(crate) fn email(self) -> String {
        let plain = |text: &str| -> String { text.chars().filter_map(unaccented).collect() };
        let first = plain(self.first);
        format!("{}.{}@example.org", &first[..1], plain(self.surname))
    }
}

/// The letter as mail addresses write it.
fn unaccented(letter: char) -> Option<char> {
    let plain = match letter {
        'ś' => 's',
        'ń' => 'n',
        'ł' => 'l',
        'ź' => 'z',
        'á' | 'ã' => 'a',
        'é' => 'e',
        'í' | 'ı' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        other => other.to_ascii_lowercase(),
    };
    plain.is_ascii_lowercase().then_some(plain)
}

/// Surnames of English, Scottish, Irish, Welsh, South Asian, African, Arabic, Chinese, Polish and other origin. None is
/// a word that a report would use.
#[rustfmt::skip]
pub(crate) const SURNAMES: &[&str] = &[
    "Hartley", "Whitcombe", "Fairclough", "Thistlewood", "Pemberton", "Oakshott", "Birtwistle", "Postlethwaite",
    "MacAllister", "Drummond", "Farquharson", "Abernethy", "McKechnie", "Colquhoun",
    "O'Sullivan", "Gallagher", "Brannigan", "McGuigan", "O'Rourke", "Heaney",
    "Llewellyn", "Cadwallader", "Prydderch", "Gwynne", "Bevan-Rhys",
    "Chaudhry", "Banerjee", "Venkataraman", "Qureshi", "Sandhu", "Wickramasinghe", "Bhattacharya", "Khatun",
    "Okonkwo", "Adeyemi", "Mensah", "Nkosi", "Tesfaye", "Diallo", "Wanjiru", "Oyelaran",
    "Al-Hashimi", "Haddad", "Mansour", "El-Sayed", "Bennani",
    "Zhang", "Ouyang", "Ng", "Cheung", "Xu",
    "Wiśniewska", "Kowalczyk", "Zieliński", "Szczepańska", "Wójcik",
    "Nguyen", "Papadopoulos", "Yıldırım", "Popescu", "Kovács", "Fernández", "Petrauskas", "Ivanova",
];

/// First names, of as many origins.
#[rustfmt::skip]
const FIRST_NAMES: &[&str] = &[
    "Alison", "Geoffrey", "Harriet", "Rowan", "Douglas", "Morag", "Eilidh", "Fergus", "Siobhan", "Declan", "Niamh",
    "Rhiannon", "Gethin", "Angharad", "Priya", "Imran", "Farida", "Harpreet", "Anjali", "Tariq", "Chidi", "Ngozi",
    "Kwame", "Thandiwe", "Amina", "Selam", "Yusuf", "Layla", "Omar", "Mei", "Jianyu", "Agnieszka", "Piotr", "Zofia",
    "Thu", "Eleni", "Emre", "Ioana", "Katalin", "Mateus", "Rasa", "Svetlana",
];
