// The tests that generated projects get, run here as well.
import '../../../templates/typescript/mobile/security/test/service.test.ts';
