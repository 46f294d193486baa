//! Recognisers of identifiers, one file each, and what they have in common: runs of digits, check digits, dates, and the
//! words that stand before a number. Names of people are not recognised here.
//!
//! All of them read texts as `fold` gives them: digits and letters of other scripts, hard spaces and dashes are plain there.

mod check;
mod context;
mod cursor;
mod date;
mod digits;

pub(super) mod asn;
pub(super) mod bank_account;
pub(super) mod birth_date;
pub(super) mod chi_number;
pub(super) mod coordinate;
pub(super) mod cro_number;
pub mod driver_number;
pub(super) mod email;
pub(super) mod exact_place;
pub(super) mod hc_number;
pub(super) mod iban;
pub(super) mod ip_address;
pub(super) mod learner_number;
pub(super) mod national_insurance;
pub(super) mod nhs_number;
pub(super) mod passport;
pub(super) mod payment_card;
pub(super) mod phone;
pub(super) mod pnc_id;
pub(super) mod postcode;
pub(super) mod pupil_number;
pub(super) mod staff_number;
pub(super) mod tax_reference;
pub(super) mod uprn;
pub(super) mod vehicle;
