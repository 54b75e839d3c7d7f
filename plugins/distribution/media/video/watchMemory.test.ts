import { expect, it } from 'vitest'
import { findFfmpeg } from './findFfmpeg.ts'
import { runFfmpeg } from './runFfmpeg.ts'

it.runIf(process.platform === 'linux')(
  'a program that takes more memory than it may is ended, with a code',
  async () => {
    const { ffmpeg: program } = await findFfmpeg()
    const args = [
      ...['-v', 'error', '-nostdin', '-f', 'lavfi', '-i', 'testsrc2=s=1920x1080:r=30:d=600'],
      ...['-c:v', 'libx264', '-f', 'null', '-'],
    ]
    await expect(runFfmpeg({ program, args, mostMemory: 30 * 1024 ** 2 })).rejects.toMatchObject({
      code: 'RENDER_TOO_HEAVY',
      message: expect.stringContaining('more than 30 MB'),
    })
  },
)
