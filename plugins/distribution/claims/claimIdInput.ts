import { z } from 'zod'

/** By which an operation is told of which claim it is: our id, or as the program that sent it calls it. */
export const claimIdInput = z
  .union([z.string().min(1).max(200), z.number().int().positive()])
  .meta({ description: 'The id of a claim, or its `claimId`.' })
