// The tests that generated projects get, run here as well.
import '../../../templates/typescript/mobile/metrics/test/service.test.ts';
