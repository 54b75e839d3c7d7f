const RATE = 44_100

type Note = { at: number; pitch: number }

/** A few plucked notes over a calm sea, as a WAV file (16 bit, mono, 44.1 kHz), `seconds` long; always the same. */
export const composeTune = ({ seconds }: { seconds: number }): Buffer => {
  const samples = new Float32Array(Math.round(seconds * RATE))
  pourSea(samples)
  for (const note of melody(seconds)) pluck(samples, note)
  fadeEnds(samples)
  return toWav(samples)
}

/** F major with its sixth and ninth, rising and falling, a note every quarter of a second. Pitches in Hz. */
const melody = (seconds: number): Note[] => {
  const pitches = [
    174.61, 261.63, 349.23, 392, 440, 523.25, 587.33, 523.25, 440, 392, 349.23, 261.63, 293.66,
    349.23, 440,
  ]
  return pitches
    .map((pitch, index) => ({ at: index * 0.25, pitch }))
    .filter(({ at }) => at < seconds - 0.4)
}

/** A struck bar of wood: its first and fourth partial, dying away. */
const pluck = (samples: Float32Array, { at, pitch }: Note) => {
  const start = Math.round(at * RATE)
  for (let i = start; i < samples.length; i++) {
    const t = (i - start) / RATE
    const body = Math.sin(2 * Math.PI * pitch * t) * Math.exp(-t * 3.2)
    const strike = Math.sin(2 * Math.PI * pitch * 4 * t) * Math.exp(-t * 16) * 0.35
    samples[i] = (samples[i] ?? 0) + (body + strike) * 0.2
  }
}

/** Soft noise that swells and ebbs twice. */
const pourSea = (samples: Float32Array) => {
  let seed = 20_250_101
  let smooth = 0
  for (let i = 0; i < samples.length; i++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    smooth += (seed / 2 ** 31 - 1 - smooth) * 0.06
    const swell = 0.5 - 0.5 * Math.cos((4 * Math.PI * i) / samples.length)
    samples[i] = smooth * (0.05 + 0.12 * swell)
  }
}

const fadeEnds = (samples: Float32Array) => {
  const length = Math.round(0.12 * RATE)
  for (let i = 0; i < length; i++) {
    const last = samples.length - 1 - i
    samples[i] = ((samples[i] ?? 0) * i) / length
    samples[last] = ((samples[last] ?? 0) * i) / length
  }
}

const toWav = (samples: Float32Array): Buffer => {
  const bytes = samples.length * 2
  const file = Buffer.alloc(44 + bytes)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + bytes, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(RATE * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(bytes, 40)
  samples.forEach((sample, i) => {
    file.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 44 + i * 2)
  })
  return file
}
