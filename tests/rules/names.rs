//! Names told by their letters: columns of every origin, with and without headings, and columns of what is none. All names
//! are invented or common to thousands.

use foi_gate::model::Action;

use super::facts::{check, told};

/// Surnames of six origins in each column of a table, so that no origin can stand behind another.
#[rustfmt::skip]
const SURNAMES: &[(&str, &[&str])] = &[
    ("english", &["Smith", "Robinson", "Hughes", "Clarke", "Wilkinson", "Marshall", "Patterson", "Hall", "Simpson", "Barnes", "Elliott", "Richards", "Dixon", "Harvey", "Russell", "Matthews"]),
    ("irish", &["O'Shaughnessy", "McGillicuddy", "Geraghty", "Mulqueen", "Heneghan", "O’Dowda", "McElhatton", "Byrne", "Doherty", "Gallagher", "Brennan", "Kavanagh", "Farrell", "Nolan", "Maguire", "Keane"]),
    ("south-asian", &["Choudhury", "Siddiqi", "Bhattacharjee", "Hussein", "Kaur", "Wijeratne", "Mahmud", "Patil", "Qureishi", "Rahman", "Chaudhry", "Banerjee", "Iqbal", "Nair", "Gill", "Perera"]),
    ("african", &["Oyelowo", "Chukwuemeka", "Agyekum", "Mutasa", "Nyambura", "Gebremariam", "Olatunde", "Nkansah", "Ssebunya", "Warsame", "Adeyemi", "Okafor", "Mensah", "Boateng", "Kamau", "Dlamini"]),
    ("polish", &["Kowalewicz", "Wiśniewska", "Grzelak", "Dobrowolska", "Żukowski", "Piątek", "Łukasik", "Nowak", "Wójcik", "Zieliński", "Krawczyk", "Kaczmarek", "Mazur", "Pawlak", "Sikora", "Duda"]),
    ("chinese", &["Zhang", "Ouyang", "Cheung", "Ng", "Li", "Xu", "Kwok", "Tsang", "Zhou", "Huang", "Chan", "Wong", "Leung", "Zhao", "Lam", "Tse"]),
];

/// What is in columns of other things, with no heading that says so.
#[rustfmt::skip]
const OTHERS: &[(&str, &[&str])] = &[
    ("towns", &["Altrincham", "Sale", "Stretford", "Urmston", "Bolton", "Bury", "Oldham", "Rochdale", "Stockport", "Salford", "Wigan", "Preston", "Burnley", "Blackburn", "Chorley", "Leyland"]),
    ("wards", &["Ashton upon Mersey", "Bowdon", "Broadheath", "Brooklands", "Bucklow-St Martins", "Clifford", "Davyhulme East", "Flixton", "Gorse Hill", "Hale Barns", "Longford", "Sale Moor", "Priory", "St Mary's", "Timperley", "Village"]),
    ("streets", &["Station Road", "Church Lane", "Victoria Street", "Albert Road", "Manor Drive", "Oak Avenue", "Mill Lane", "Kings Road", "Park View", "The Grove", "Elm Close", "Green Lane", "Chapel Street", "High Street", "Windsor Avenue", "Abbey Road"]),
    ("departments", &["Finance", "Housing", "Planning", "Highways", "Legal Services", "Human Resources", "Libraries", "Adult Social Care", "Customer Services", "Procurement", "Licensing", "Elections", "Parks", "Revenues", "Audit", "Communications"]),
    ("offences", &["Burglary", "Robbery", "Arson", "Fraud", "Theft from vehicle", "Shoplifting", "Criminal damage", "Drug offences", "Harassment", "Stalking", "Public order", "Assault", "Murder", "Blackmail", "Bicycle theft", "Trespass"]),
    ("makes", &["Ford", "Vauxhall", "Volkswagen", "Audi", "Mercedes", "Peugeot", "Renault", "Toyota", "Nissan", "Honda", "Hyundai", "Skoda", "Fiat", "Mazda", "Volvo", "Jaguar"]),
];

/// A table with one column of values and one of figures; without a heading where there is none.
fn table(heading: &str, values: &[&str]) -> String {
    let rows = values.iter().enumerate().map(|(row, value)| format!("{value}|{}", 40 + row));
    let head = (!heading.is_empty()).then(|| format!("{heading}|Days"));
    head.into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// Whether the first column is found as one of names, and stops the file.
fn found(table: &str) -> bool {
    check(table).findings.iter().any(|finding| {
        finding.action == Action::Block
            && finding.category.is_some_and(|category| category.id().ends_with("-name"))
    })
}

#[test]
fn surnames_of_every_origin_are_found_with_and_without_a_heading() {
    for (origin, surnames) in SURNAMES {
        for heading in ["OIC", "Name", "Field 1", ""] {
            assert!(found(&table(heading, surnames)), "{origin} under {heading:?}");
        }
        let capitals: Vec<String> = surnames.iter().map(|name| name.to_uppercase()).collect();
        let capitals: Vec<&str> = capitals.iter().map(String::as_str).collect();
        assert!(found(&table("Field 1", &capitals)), "{origin} in capitals");
    }
}

#[test]
fn so_is_the_staff_table_with_headings_that_say_nothing() {
    for (origin, surnames) in SURNAMES {
        let rows = surnames.iter().take(6).enumerate().map(|(row, name)| format!("A|{name}|99999{row}"));
        let table = std::iter::once("X|Y|Service No".to_owned()).chain(rows).collect::<Vec<_>>().join("\n");
        assert!(
            told(&check(&table)).contains(&"names-beside-staff-details B2:B7 6 block".to_owned()),
            "{origin}"
        );
    }
}

#[test]
fn columns_of_other_things_are_released() {
    for (kind, values) in OTHERS {
        for heading in ["Field 1", "Name", ""] {
            assert!(!found(&table(heading, values)), "{kind} under {heading:?}");
        }
    }
}

#[test]
fn neither_order_nor_repeats_make_a_difference() {
    let (_, surnames) = SURNAMES[0];
    let (_, towns) = OTHERS[0];
    let mut turned = surnames.to_vec();
    turned.reverse();
    let evidence =
        |values: &[&str]| check(&table("Name", values)).findings.first().map(|one| one.evidence.clone());
    assert!(evidence(surnames).is_some());
    assert_eq!(evidence(surnames), evidence(&turned));
    // One town over and over among the names is one value.
    let mixed: Vec<&str> = surnames.iter().flat_map(|name| [*name, towns[0]]).collect();
    assert!(found(&table("Name", &mixed)));
    // One name over and over among towns is one value too.
    let mixed: Vec<&str> = towns.iter().flat_map(|town| [*town, surnames[0]]).collect();
    assert!(!found(&table("Name", &mixed)));
}
