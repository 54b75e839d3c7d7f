import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from 'payload'

const mostBytes = 4 * 1024 ** 3

/** Uploads go to the disk as they come in, so that a long film takes no memory; the largest may have 4 GiB. */
export const uploadLimits: NonNullable<Config['upload']> = {
  useTempFiles: true,
  tempFileDir: join(tmpdir(), 'postyard-uploads'),
  abortOnLimit: true,
  limits: { fileSize: mostBytes },
  // With its other fields.
  requestSizeLimit: mostBytes + 16 * 1024 ** 2,
  responseOnLimit: 'This file is too large: a picture or video may have 4 GiB at most.',
}
