//! A run: many files at once, each on its own, so that one that makes the program fail is `unchecked` and the others are
//! treated as if it were not there.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};

use rayon::prelude::*;

use super::engine::Engine;
use super::inputs::Input;
use crate::gate::unreadable;
use crate::model::{Reason, RunReport};

/// Readers nest as deep as `limits` lets files and elements nest; this is room for that many times over.
const STACK: usize = 16 << 20;

/// Checks all files and adds them up.
///
/// # Errors
/// When no threads can be started.
pub(super) fn check(
    engine: &Engine,
    inputs: &[Input],
    jobs: Option<NonZeroUsize>,
    done: &(dyn Fn() + Sync),
) -> anyhow::Result<RunReport> {
    let one = |input: &Input| match input.open(engine.limits()) {
        Ok(source) => engine.check(&input.label, source),
        Err(reason) => unreadable(&input.label, reason),
    };
    let failed = |input: &Input| unreadable(&input.label, Reason::Internal);
    let files = each(inputs, jobs, &one, &failed, done)?;
    Ok(engine.run_report(files))
}

/// Runs `one` on each item, in parallel; the results are in the order of the items. What makes the program fail comes to
/// what `failed` says.
///
/// # Errors
/// When no threads can be started.
pub(super) fn each<I: Sync, T: Send>(
    items: &[I],
    jobs: Option<NonZeroUsize>,
    one: &(dyn Fn(&I) -> T + Sync),
    failed: &(dyn Fn(&I) -> T + Sync),
    done: &(dyn Fn() + Sync),
) -> anyhow::Result<Vec<T>> {
    // 0 is rayon's word for one thread a core.
    let threads = jobs.map_or(0, NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build()?;
    Ok(pool.install(|| {
        items
            .par_iter()
            .map(|item| {
                let came = panic::catch_unwind(AssertUnwindSafe(|| one(item)));
                let result = came.unwrap_or_else(|_| failed(item));
                done();
                result
            })
            .collect()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::inputs::collect;
    use crate::model::{FileReport, Verdict};

    #[test]
    fn a_panic_is_one_unchecked_file() {
        let inputs = collect(&["a".into(), "b".into(), "c".into()]);
        let one = |input: &Input| match &*input.label {
            "b" => panic!("a value that must not be shown"),
            _ => unreadable(&input.label, Reason::Empty),
        };
        let failed = |input: &Input| unreadable(&input.label, Reason::Internal);
        let files: Vec<FileReport> = each(&inputs, NonZeroUsize::new(2), &one, &failed, &|| {}).unwrap();
        let found: Vec<_> = files.iter().map(|file| (&*file.path, file.unread[0].reason.clone())).collect();
        assert_eq!(found, [("a", Reason::Empty), ("b", Reason::Internal), ("c", Reason::Empty)]);
        assert!(files.iter().all(|file| file.verdict == Verdict::Unchecked));
    }
}
