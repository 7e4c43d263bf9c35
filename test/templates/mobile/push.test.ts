// The tests that generated projects get, run here as well.
import '../../../templates/typescript/mobile/push/test/service.test.ts';
