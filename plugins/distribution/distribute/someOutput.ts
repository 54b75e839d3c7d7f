import { z } from 'zod'
import { idOutput } from '../operation.ts'

/** Some of the deliveries of a plan, by their ids. */
export const someOutput = (description: string) => z.array(idOutput).meta({ description })
