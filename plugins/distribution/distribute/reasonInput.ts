import { z } from 'zod'

/** Why a plan is stopped, or goes on: a sentence for those who find it so. */
export const reasonInput = z.string().trim().min(1).max(300)
