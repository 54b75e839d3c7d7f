import { answerWebHealth } from '../../../src/server/health/webHealth.ts'

export const dynamic = 'force-dynamic'

export const GET = answerWebHealth
