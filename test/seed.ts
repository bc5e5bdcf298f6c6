// Generated inputs are the same in every run, so that a red run can be repeated; TEST_SEED tries others.
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.TEST_SEED) || 20260101 });
