import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Settings that are the same in every test. */
export const testEnv = {
  PAYLOAD_SECRET: 'a-secret-for-tests-that-nothing-else-uses',
  ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  LOG_LEVEL: 'error',
  NEXT_TELEMETRY_DISABLED: '1',
  // A folder for each process; whoever needs content makes it.
  CONTENT_ROOT: join(tmpdir(), `postyard-content-${process.pid}`),
}
