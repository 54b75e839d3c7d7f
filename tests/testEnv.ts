/** Settings that are the same in every test. */
export const testEnv = {
  PAYLOAD_SECRET: 'a-secret-for-tests-that-nothing-else-uses',
  ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  LOG_LEVEL: 'error',
  NEXT_TELEMETRY_DISABLED: '1',
}
