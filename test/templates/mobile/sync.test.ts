// The tests that generated projects get, run here as well.
import '../../../templates/typescript/mobile/sync/test/service.test.ts';
