//! The kinds of personal data that a rule can be about.
//!
//! One line an entry. How each is recognised is said by `detect/` and the rules, not here.

/// One line of the list of categories.
#[derive(Debug, Clone, Copy)]
pub struct CategoryEntry {
    /// The category itself.
    pub category: Category,
    /// Its stable id, as reports and rules write it.
    pub id: &'static str,
    /// What it covers.
    pub what: &'static str,
    /// Headings it is often found under.
    pub headings: &'static str,
}

/// A kind of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the list below says what each one is")]
pub enum Category {
    PersonName,
    StaffName,
    VictimDetail,
    StaffNumber,
    RankOrGrade,
    VettingLevel,
    Salary,
    DateOfBirth,
    Age,
    Gender,
    Ethnicity,
    Religion,
    SexualOrientation,
    Health,
    Nationality,
    Address,
    Postcode,
    Phone,
    Email,
    NhsNumber,
    ChiNumber,
    HcNumber,
    NiNumber,
    DriverNumber,
    Passport,
    PncId,
    CroNumber,
    Asn,
    CrimeReference,
    Vehicle,
    BankAccount,
    PaymentCard,
    Iban,
    Utr,
    Upn,
    Uln,
    Uprn,
    IpAddress,
    Coordinates,
    FreeText,
    Photo,
    RowLevelRecord,
    SmallNumber,
    TestData,
}

impl Category {
    /// The stable id, such as `staff-name`.
    pub fn id(self) -> &'static str {
        CATEGORIES.iter().find(|entry| entry.category == self).map_or("", |entry| entry.id)
    }

    /// The category with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        CATEGORIES.iter().find(|entry| entry.id == id).map(|entry| entry.category)
    }
}

/// All categories, in the order in which they are printed.
#[rustfmt::skip]
pub const CATEGORIES: &[CategoryEntry] = &[
    CategoryEntry { category: Category::PersonName, id: "person-name",
        what: "a person's name, whole or part (surname, first name, initials with surname)", headings: "name, surname, forename, first name, full name, contact" },
    CategoryEntry { category: Category::StaffName, id: "staff-name",
        what: "a name on the organisation's staff list, or in a column of staff (rank, grade or staff number beside it)", headings: "officer, OIC, line manager, post holder, surname" },
    CategoryEntry { category: Category::VictimDetail, id: "victim-detail",
        what: "a name or detail in a column of victims, witnesses, suspects, complainants, patients, pupils or other subjects", headings: "victim, complainant, aggrieved, IP name, witness, suspect, offender, patient" },
    CategoryEntry { category: Category::StaffNumber, id: "staff-number",
        what: "collar, shoulder, warrant, pay, payroll, service or employee number", headings: "collar no, warrant no, pay no, service no, employee id" },
    CategoryEntry { category: Category::RankOrGrade, id: "rank-or-grade",
        what: "rank, grade or band of an individual (row per person)", headings: "rank, grade, band" },
    CategoryEntry { category: Category::VettingLevel, id: "vetting-level",
        what: "security clearance of an individual", headings: "vetting, clearance, SC, DV, CTC" },
    CategoryEntry { category: Category::Salary, id: "salary",
        what: "pay of an individual (row per person)", headings: "salary, FTE pay, gross pay" },
    CategoryEntry { category: Category::DateOfBirth, id: "date-of-birth",
        what: "date of birth", headings: "DOB, date of birth, D.O.B" },
    CategoryEntry { category: Category::Age, id: "age",
        what: "exact age of an individual (row per person)", headings: "age" },
    CategoryEntry { category: Category::Gender, id: "gender",
        what: "sex or gender of an individual (row per person)", headings: "sex, gender" },
    CategoryEntry { category: Category::Ethnicity, id: "ethnicity",
        what: "ethnic origin of an individual (row per person)", headings: "ethnicity, IC code, self-defined ethnicity" },
    CategoryEntry { category: Category::Religion, id: "religion",
        what: "religion or belief of an individual", headings: "religion, faith" },
    CategoryEntry { category: Category::SexualOrientation, id: "sexual-orientation",
        what: "sexual orientation of an individual", headings: "orientation" },
    CategoryEntry { category: Category::Health, id: "health",
        what: "health, disability or absence of an individual", headings: "diagnosis, disability, sickness reason, condition" },
    CategoryEntry { category: Category::Nationality, id: "nationality",
        what: "nationality of an individual", headings: "nationality, country of birth" },
    CategoryEntry { category: Category::Address, id: "address",
        what: "postal address of an individual", headings: "address, street, house number" },
    CategoryEntry { category: Category::Postcode, id: "postcode",
        what: "full unit postcode in row data", headings: "postcode, post code, PCD" },
    CategoryEntry { category: Category::Phone, id: "phone",
        what: "telephone number", headings: "tel, mobile, phone, contact number" },
    CategoryEntry { category: Category::Email, id: "email",
        what: "personal e-mail address (role mailboxes are not)", headings: "email, e-mail" },
    CategoryEntry { category: Category::NhsNumber, id: "nhs-number",
        what: "NHS number (checked)", headings: "NHS no" },
    CategoryEntry { category: Category::ChiNumber, id: "chi-number",
        what: "CHI number, Scotland (checked)", headings: "CHI" },
    CategoryEntry { category: Category::HcNumber, id: "hc-number",
        what: "Health and Care number, Northern Ireland (checked)", headings: "H&C no" },
    CategoryEntry { category: Category::NiNumber, id: "ni-number",
        what: "National Insurance number", headings: "NINO, NI number" },
    CategoryEntry { category: Category::DriverNumber, id: "driver-number",
        what: "driving licence number (checked)", headings: "driver no, licence no" },
    CategoryEntry { category: Category::Passport, id: "passport",
        what: "passport number", headings: "passport" },
    CategoryEntry { category: Category::PncId, id: "pnc-id",
        what: "Police National Computer id (checked)", headings: "PNC, PNCID" },
    CategoryEntry { category: Category::CroNumber, id: "cro-number",
        what: "Criminal Records Office number (checked)", headings: "CRO" },
    CategoryEntry { category: Category::Asn, id: "asn",
        what: "arrest or summons number (checked)", headings: "ASN" },
    CategoryEntry { category: Category::CrimeReference, id: "crime-reference",
        what: "crime, incident, occurrence or custody reference", headings: "crime ref, URN, custody no, log no" },
    CategoryEntry { category: Category::Vehicle, id: "vehicle",
        what: "vehicle registration mark", headings: "VRM, reg no, registration" },
    CategoryEntry { category: Category::BankAccount, id: "bank-account",
        what: "sort code and account number", headings: "sort code, account no" },
    CategoryEntry { category: Category::PaymentCard, id: "payment-card",
        what: "payment card number (checked)", headings: "card no, PAN" },
    CategoryEntry { category: Category::Iban, id: "iban",
        what: "international bank account number (checked)", headings: "IBAN" },
    CategoryEntry { category: Category::Utr, id: "utr",
        what: "unique taxpayer reference (checked)", headings: "UTR" },
    CategoryEntry { category: Category::Upn, id: "upn",
        what: "unique pupil number (checked)", headings: "UPN" },
    CategoryEntry { category: Category::Uln, id: "uln",
        what: "unique learner number (checked)", headings: "ULN" },
    CategoryEntry { category: Category::Uprn, id: "uprn",
        what: "unique property reference number", headings: "UPRN" },
    CategoryEntry { category: Category::IpAddress, id: "ip-address",
        what: "IP or MAC address", headings: "IP, IP address" },
    CategoryEntry { category: Category::Coordinates, id: "coordinates",
        what: "latitude and longitude, grid reference or three-word address of a place in row data", headings: "lat, long, easting, northing" },
    CategoryEntry { category: Category::FreeText, id: "free-text",
        what: "narrative text about incidents or people", headings: "MO, circumstances, notes, summary, comments" },
    CategoryEntry { category: Category::Photo, id: "photo",
        what: "an image that may show a person", headings: "photo, picture" },
    CategoryEntry { category: Category::RowLevelRecord, id: "row-level-record",
        what: "a table with one row per person or event, with attributes that single people out", headings: "" },
    CategoryEntry { category: Category::SmallNumber, id: "small-number",
        what: "a small count that may single someone out, or a suppressed count that can be worked out again", headings: "" },
    CategoryEntry { category: Category::TestData, id: "test-data",
        what: "test, dummy or placeholder records in live data", headings: "test, dummy" },
];
