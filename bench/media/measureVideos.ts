import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { clipInput } from '../../plugins/distribution/media/video/clipInput.ts'
import { type Ffmpeg, findFfmpeg } from '../../plugins/distribution/media/video/findFfmpeg.ts'
import { measureClip } from '../../plugins/distribution/media/video/measureClip.ts'
import { renderVideo } from '../../plugins/distribution/media/video/renderVideo.ts'
import { runFfmpeg } from '../../plugins/distribution/media/video/runFfmpeg.ts'
import { invalid } from '../support/invalid.ts'
import { type Metric, summarise } from '../support/metric.ts'

type Args = {
  runs: number
  /** How long the clip lasts. */
  seconds: number
  /** @default 1920 × 1080 */
  frame?: { width: number; height: number }
  say: (line: string) => void
  signal: AbortSignal
}

/** How long the intro and the outro last each. */
const ownSeconds = 2
const rate = 30

type Scene = {
  ffmpeg: Ffmpeg
  folder: string
  clip: string
  intro: string
  outro: string
} & Required<Pick<Args, 'frame' | 'seconds' | 'signal'>>

/**
 * A clip with an intro and an outro, rendered as a post's video is, against one FFmpeg command that joins the same pictures
 * with the same encoder, taking turns: how much longer ours takes, and how many seconds of video it makes in a second.
 */
export const measureVideos = async (args: Args): Promise<Metric[]> => {
  const { runs, seconds, say, signal, frame = { width: 1920, height: 1080 } } = args
  const ffmpeg = await findFfmpeg()
  const folder = await mkdtemp(join(tmpdir(), 'postyard-bench-video-'))
  try {
    const scene = await makeScene({ ffmpeg, folder, frame, seconds, signal })
    const ratios: number[] = []
    const realTimes: number[] = []
    for (let run = 0; run < runs; run += 1) {
      // Whoever comes second finds the clip in the system's memory.
      const order = run % 2 === 0 ? [renderOurs, renderAlone] : [renderAlone, renderOurs]
      const times = new Map<typeof renderOurs, number>()
      for (const render of order) {
        const begun = performance.now()
        const path = await render(scene)
        times.set(render, (performance.now() - begun) / 1000)
        await expectWhole(scene, path)
      }
      const [ours = 0, alone = 0] = [times.get(renderOurs), times.get(renderAlone)]
      say(`${seconds} s of video: ${ours.toFixed(1)} s, FFmpeg alone ${alone.toFixed(1)} s`)
      ratios.push(ours / alone)
      realTimes.push((seconds + 2 * ownSeconds) / ours)
    }
    return [
      summarise({ metric: 'media.videoVsAlone', unit: 'ratio', values: ratios }),
      summarise({ metric: 'media.videoRealTime', unit: 'ratio', values: realTimes }),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type SceneArgs = Pick<Scene, 'ffmpeg' | 'folder' | 'frame' | 'seconds' | 'signal'>

/** Moving shapes with a little grain, as a camera has it, and a tone. */
const makeScene = async (args: SceneArgs): Promise<Scene> => {
  const { ffmpeg, folder, frame, seconds, signal } = args
  const size = `${frame.width}x${frame.height}`
  const clip = join(folder, 'clip.mp4')
  await run(args, [
    ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${seconds},noise=alls=6:allf=t`],
    ...['-f', 'lavfi', '-i', `sine=440:d=${seconds}`, '-af', 'volume=-12dB', '-c:a', 'aac'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18', '-pix_fmt', 'yuv420p', clip],
  ])
  const draw = async (name: string, background: string) => {
    const path = join(folder, name)
    const create = { ...frame, channels: 3 as const, background }
    await writeFile(path, await sharp({ create }).png().toBuffer())
    return path
  }
  const [intro, outro] = await Promise.all([
    draw('intro.png', '#0f5f73'),
    draw('outro.png', '#c8742a'),
  ])
  return { ffmpeg, folder, clip, intro, outro, frame, seconds, signal }
}

const run = async ({ ffmpeg, signal }: Pick<Scene, 'ffmpeg' | 'signal'>, args: string[]) => {
  const { exitCode, stderr } = await runFfmpeg({
    program: ffmpeg.ffmpeg,
    args: ['-v', 'error', '-nostdin', '-y', ...args],
    signal,
  })
  if (exitCode !== 0) throw new Error(`FFmpeg ended with code ${exitCode}: ${stderr}`)
}

const renderOurs = async (scene: Scene): Promise<string> => {
  const { ffmpeg, folder, clip, intro, outro, frame, signal } = scene
  const { path } = await renderVideo(
    {
      clip,
      intro: { kind: 'image', image: intro, seconds: ownSeconds },
      outro: { kind: 'image', image: outro, seconds: ownSeconds },
      frame,
    },
    { workDir: folder, name: 'ours', ffmpeg, signal },
  )
  return path
}

/** What a person would type who knows FFmpeg well. */
const renderAlone = async (scene: Scene): Promise<string> => {
  const { folder, clip, intro, outro, seconds } = scene
  const path = join(folder, 'alone.mp4')
  const still = (picture: string) => [
    '-loop',
    '1',
    '-t',
    String(ownSeconds),
    '-r',
    String(rate),
    '-i',
    picture,
  ]
  const silence = `anullsrc=r=48000:cl=stereo,atrim=end=${ownSeconds}`
  await run(scene, [
    ...['-i', clip, ...still(intro), ...still(outro)],
    '-filter_complex',
    [
      `[0:v]fps=${rate},format=yuv420p,setsar=1[main]`,
      '[1:v]format=yuv420p,setsar=1[intro]',
      '[2:v]format=yuv420p,setsar=1[outro]',
      '[intro][main][outro]concat=n=3:v=1:a=0[picture]',
      `[0:a]aresample=48000,aformat=channel_layouts=stereo,volume=4dB,apad,atrim=end=${seconds}[sound]`,
      `${silence}[before]`,
      `${silence}[after]`,
      '[before][sound][after]concat=n=3:v=0:a=1[sounds]',
    ].join(';'),
    ...['-map', '[picture]', '-map', '[sounds]'],
    ...['-c:v', 'libx264', '-preset', 'fast', '-crf', '20', '-profile:v', 'high'],
    ...['-pix_fmt', 'yuv420p', '-g', String(rate * 2)],
    ...['-c:a', 'aac', '-b:a', '160k', '-movflags', '+faststart', path],
  ])
  return path
}

/** As long as the clip with its intro and outro, by a frame. */
const expectWhole = async ({ ffmpeg, seconds, signal }: Scene, path: string): Promise<void> => {
  const wanted = seconds + 2 * ownSeconds
  const { pictureSeconds } = await measureClip({ ffmpeg, input: await clipInput(path), signal })
  if (Math.abs(pictureSeconds - wanted) <= 1 / rate + 0.001) return
  throw invalid(`A video of ${wanted} s became one of ${pictureSeconds} s.`)
}
