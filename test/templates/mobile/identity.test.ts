// The tests that generated projects get, run here as well.
import '../../../templates/typescript/mobile/identity/test/service.test.ts';
