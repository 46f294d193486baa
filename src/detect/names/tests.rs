//! Names of every origin alike, and what is no name. All names are invented or common to thousands, and none of the
//! columns was drawn from the training lists.

use super::*;

/// Columns as a table of staff has them: surname, given name.
#[rustfmt::skip]
const ORIGINS: &[(&str, &[&str], &[&str])] = &[
    ("english", &["Smith", "Robinson", "Clarke", "Wilkinson", "Marshall", "Patterson", "Hall", "Simpson", "Elliott", "Harvey"], &["Emma", "Darren", "Joanne", "Keith", "Nicola", "Gary", "Tracey", "Craig", "Alison", "Wayne"]),
    ("english-rare", &["Hatherley", "Thistlewood", "Ramsbottom", "Pemberthy", "Winterbourne", "Ackroyd", "Cholmondeley", "Fotherby", "Blenkinsop", "Gathercole"], &["Harriet", "Nigel", "Edmund", "Philippa", "Rosalind", "Trevor", "Gemma", "Stuart", "Beatrice", "Clive"]),
    ("scottish", &["MacAskill", "Auchinleck", "McCorkindale", "Drumgoole", "MacIlwham", "Farquharson", "Colquhoun", "McGillvray", "Strathdee", "Kilbride"], &["Hamish", "Eilidh", "Ruaridh", "Catriona", "Fearghas", "Mhairi", "Torquil", "Ailsa", "Dugald", "Morag"]),
    ("irish", &["O'Shaughnessy", "McGillicuddy", "Ní Dhonnchadha", "Ó Raghallaigh", "O’Dowda", "Mulqueen", "Geraghty", "McElhatton", "Heneghan", "Nic Eoin"], &["Aoibheann", "Cathal", "Gráinne", "Donncha", "Saoirse", "Fiachra", "Sinéad", "Ruairí", "Clíona", "Oisín"]),
    ("welsh", &["Llewelyn", "Gwynedd-Hughes", "ap Rhisiart", "Maddocks", "Trefor", "ferch Ifan", "Pugh", "Bowen", "Cadwallader", "Prydderch"], &["Gwenllian", "Ieuan", "Angharad", "Meirion", "Lowri", "Eurwyn", "Ffion", "Gethin", "Nerys", "Rhydian"]),
    ("south-asian", &["Choudhury", "Siddiqi", "Bhattacharjee", "Thirunavukkarasu", "Hussein", "Kaur", "Wijeratne", "Mahmud", "Patil", "Qureishi"], &["Gurmeet", "Shanthi", "Zulfiqar", "Nasima", "Anjum", "Harcharan", "Priyanka", "Tasneem", "Mohinder", "Ashwin"]),
    ("african", &["Oyelowo", "Chukwuemeka", "Agyekum", "Mutasa", "Nyambura", "Gebremariam", "Olatunde", "Nkansah", "Ssebunya", "Warsame"], &["Oluwadamilola", "Chinwe", "Akwasi", "Tariro", "Wangari", "Mulugeta", "Ikenna", "Abosede", "Thandeka", "Habtamu"]),
    ("arabic", &["Al-Jaziri", "Abdelrahman", "El Masri", "Bouteflika", "bin Salman", "Haddadi", "Mansouri", "Khoury", "Al Qasimi", "Benyamina"], &["Abdulaziz", "Noura", "Marwan", "Hayat", "Yousra", "Sufyan", "Rawan", "Mustapha", "Ibtisam", "Tareq"]),
    ("chinese", &["Zhang", "Ouyang", "Cheung", "Ng", "Li", "Xu", "Kwok", "Tsang", "Zhou", "Huang"], &["Xiaoming", "Wai-Ling", "Jianguo", "Meiling", "Zhihao", "Ka-Wing", "Yuxuan", "Siu-Fong", "Guoqiang", "Lihua"]),
    ("vietnamese", &["Nguyễn", "Trần", "Phạm", "Huỳnh", "Vũ", "Đặng", "Bùi", "Đỗ", "Lê", "Dương"], &["Thị Hoa", "Văn Minh", "Ngọc", "Thuỳ", "Quốc", "Phương", "Đức", "Hương", "Tuấn", "Khánh"]),
    ("polish", &["Kowalewicz", "Brzęczyszczyk", "Wiśniewska", "Szczepankiewicz", "Jabłonowski", "Grzelak", "Dobrowolska", "Żukowski", "Piątek", "Łukasik"], &["Grzesław", "Bożena", "Zdzisława", "Agnieszka", "Kazimiera", "Przemek", "Świętosława", "Wojtek", "Małgosia", "Tadeusz"]),
    ("romanian", &["Ionașcu", "Popovici", "Dumitrașcu", "Ungurean", "Constantinescu", "Țurcan", "Munteanu", "Brătescu", "Stănculescu", "Chirilă"], &["Ruxandra", "Gheorghiță", "Ionel", "Anca", "Mircea", "Lăcrămioara", "Traian", "Ovidiu", "Sorina", "Dănuț"]),
    ("turkish", &["Yılmazer", "Özgürel", "Çelikkol", "Karahanoğlu", "Şahinbaş", "Demirtaş", "Aydınlı", "Gündoğan", "Kılıçoğlu", "Ertuğrul"], &["Ayşegül", "Gökçe", "Süleyman", "Çiğdem", "Erdinç", "Nurcan", "Tuğba", "Orkun", "Şebnem", "Yusuf"]),
    ("portuguese", &["Gonçalves", "Figueira", "Vasconcelos", "Quintela", "da Silveira", "Ferrão", "Magalhães", "Teixeira", "dos Anjos", "Abrantes"], &["Joaquina", "Henrique", "Lurdes", "Gonçalo", "Conceição", "Estêvão", "Matilde", "Rúben", "Fernanda", "Adelino"]),
    ("spanish", &["Echeverría", "Zambrano", "Gutiérrez", "Villanueva", "de la Fuente", "Ibáñez", "Carrascosa", "Montoya", "Peñaranda", "Olmedo"], &["Ximena", "Guadalupe", "Ignacio", "Rocío", "Joaquín", "Soledad", "Álvaro", "Consuelo", "Nicolás", "Pilar"]),
    ("caribbean", &["Braithwaite", "Delapenha", "Cumberbatch", "Fitz-Henley", "Rhoden", "McFarlane", "Greenidge", "Toussaint", "Samuels", "Haughton"], &["Delroy", "Shanique", "Winsome", "Kemar", "Lascelles", "Latoya", "Errol", "Tamika", "Glenroy", "Marva"]),
];

/// What tables of offices are full of.
#[rustfmt::skip]
const INNOCENT: &[&str] = &[
    "Ward 8", "Station Road", "North West", "Housing Benefit", "Monday", "September", "May", "August 2024", "Sept", "Jan", "Police Constable", "Detective Sergeant", "Data Analyst",
    "Council Tax", "Theft from vehicle", "Violence with injury", "Anti-social behaviour", "Burglary dwelling", "No further action", "Not recorded", "Under investigation", "Adult Social Care",
    "Human Resources", "Finance and Procurement", "Children's Services", "Estates Management", "Chief Executive", "Business Support Officer", "Head of Legal Services", "Senior Lecturer",
    "Manchester City Council", "Royal Mail Group", "Acme Holdings Ltd", "University Hospital", "St Mary's Primary", "Example Sports Club", "Yorkshire and the Humber", "Greater London",
    "White British", "Mixed ethnicity", "Prefer not to say", "Full time", "Fixed term", "Annual leave", "Sickness absence", "Long term", "In progress", "Closed", "Approved", "Rejected",
    "Grade A", "Band C", "Block B", "Phase I", "Level", "Category", "Total", "Green", "Hill", "Not known", "Unknown", "Yes", "No", "Male", "Female", "Missing person", "Arson", "Robbery",
    "Drug offences", "Fraud", "Shoplifting", "Criminal damage", "Road traffic collision", "Freedom of Information", "Fly tipping", "Parking permit", "Pothole repair", "Planning permission",
    "Microsoft Excel", "Ford Fiesta", "Musculoskeletal", "Stress and anxiety", "Back pain", "Mathematics", "Physical education", "First aid", "Temporary accommodation", "Private rented",
];

fn likely(text: &str) -> bool {
    person(text).is_some_and(|person| person.likely())
}

/// A name as it is written, of surname and given name.
type Written = fn(&str, &str) -> String;

/// The mean that a column of such names must have at least: well above that of any column of other things, whatever the
/// origin. Rare English surnames that are made of words ("Thistlewood") are below, and need a heading.
fn least(origin: &str, shape: &str) -> f32 {
    match (origin, shape) {
        ("english-rare", "surname" | "capitals") => -1.0,
        ("english-rare", _) => 0.5,
        _ => 1.5,
    }
}

#[test]
fn columns_of_every_origin_are_alike() {
    for (origin, surnames, given) in ORIGINS {
        let shapes: [(&str, Written); 6] = [
            ("surname", |surname, _| surname.to_owned()),
            ("given", |_, given| given.to_owned()),
            ("both", |surname, given| format!("{given} {surname}")),
            ("turned", |surname, given| format!("{surname} {given}")),
            ("initial", |surname, given| format!("{surname}, {}", given.chars().next().unwrap())),
            ("capitals", |surname, _| surname.to_uppercase()),
        ];
        for (shape, text) in shapes {
            let texts: Vec<String> =
                surnames.iter().zip(given.iter()).map(|(surname, given)| text(surname, given)).collect();
            let mean = texts.iter().map(|text| likeness(text)).sum::<f32>() / texts.len() as f32;
            assert!(mean >= least(origin, shape), "{origin} {shape}: {mean}");
        }
    }
}

#[test]
fn all_are_written_as_names_are() {
    for (origin, surnames, given) in ORIGINS {
        for (surname, given) in surnames.iter().zip(given.iter()) {
            for text in [
                format!("{given} {surname}"),
                format!("{surname}, {given}"),
                format!("{surname} {given}").to_uppercase(),
                format!("A {surname}"),
                format!("{surname}, A.B."),
                format!("{surname} AB"),
                format!("Mrs {surname}"),
                format!("PC 9999 {surname}"),
                format!("T/DS A {surname}"),
            ] {
                assert!(person(&text).is_some(), "{origin}: {text}");
                let mut hits = 0;
                find_shaped(&text, &mut |_| hits += 1);
                assert_eq!(hits, 1, "{origin}: {text}");
            }
        }
    }
}

#[test]
fn titles_and_ranks_find_strays_of_every_origin() {
    for (origin, surnames, _) in ORIGINS {
        let mut found = 0;
        for surname in *surnames {
            for text in [
                format!("rang Mrs {surname} today"),
                format!("note by PC {surname}, at desk"),
                format!("DS A {surname}"),
            ] {
                stray::find(&text, &mut |hit| {
                    found += usize::from(hit.sure && text[hit.range].ends_with(surname))
                });
            }
        }
        assert!(found >= surnames.len() * 3 - 3, "{origin}: {found} of {}", surnames.len() * 3);
    }
}

#[test]
fn what_fills_tables_of_offices_is_no_name() {
    let wrong: Vec<&&str> = INNOCENT.iter().filter(|text| likely(text)).collect();
    assert!(wrong.len() * 50 <= INNOCENT.len(), "{wrong:?}");
    let mean = INNOCENT.iter().map(|text| likeness(text)).sum::<f32>() / INNOCENT.len() as f32;
    assert!(mean < -2.0, "{mean}");
    for text in INNOCENT {
        stray::find(text, &mut |hit| panic!("{text}: {:?}", &text[hit.range]));
    }
}

#[test]
fn shapes_are_told_apart() {
    for (text, shape) in [
        ("OKONJO", Shape::Single),
        ("van der Okonjo", Shape::Single),
        ("Okonjo, A", Shape::CommaInitials),
        ("Ng, A", Shape::CommaInitials),
        ("OKONJO AB", Shape::InitialsLast),
        ("A.B. Okonjo", Shape::InitialsFirst),
        ("AB Okonjo", Shape::InitialsFirst),
        ("Okonjo, Ann", Shape::CommaGiven),
        ("Ann Okonjo", Shape::Words),
        ("NG LI", Shape::Words),
        ("Ann de la Okonjo", Shape::Words),
        ("A.B.", Shape::Initials),
        ("Okonjo OBE", Shape::Single),
    ] {
        assert_eq!(person(text).map(|person| person.why.shape), Some(shape), "{text}");
    }
    let person = person("  T/DS 9999 Okonjo, A ").unwrap();
    assert!(person.why.rank && person.why.initials && !person.why.title && person.why.letters);
    assert_eq!(person.range, 2..21);
}

#[test]
fn no_text_makes_it_fail_and_each_has_one_answer() {
    use proptest::prelude::*;
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(text in "([A-Za-z]{1,8}|[ ,.()/'’\\-]{1,2}|PC|Mrs|T/DS|\\PC{0,3}){0,12}")| {
        let first = person(&text);
        prop_assert_eq!(&first, &person(&text));
        if let Some(person) = first {
            prop_assert!(text.get(person.range).is_some());
            prop_assert!(person.score.is_finite());
        }
        let mut end = 0;
        stray::find(&text, &mut |hit| {
            assert!(hit.range.start >= end && text.get(hit.range.clone()).is_some());
            end = hit.range.end;
        });
    });
}
