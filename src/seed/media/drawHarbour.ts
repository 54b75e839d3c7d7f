/** Length of one round of the harbour's movements, in seconds: what moves is back where it began. */
export const HARBOUR_SECONDS = 4

/**
 * A sailing boat enters a harbour at sunset, `at` seconds into the scene (0 to `HARBOUR_SECONDS`).
 * SVG of 720 × 1280; the same instant gives the same picture.
 */
export const drawHarbour = (at: number): string => {
  const turn = at / HARBOUR_SECONDS
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 1280" width="720" height="1280">
<defs>
  <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#264a7a"/><stop offset="0.45" stop-color="#8d6a9f"/><stop offset="0.75" stop-color="#f29469"/><stop offset="1" stop-color="#ffd59a"/></linearGradient>
  <radialGradient id="glow"><stop offset="0" stop-color="#fff0c4" stop-opacity="0.95"/><stop offset="0.4" stop-color="#ffd48a" stop-opacity="0.4"/><stop offset="1" stop-color="#ffd48a" stop-opacity="0"/></radialGradient>
  <linearGradient id="beam" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#fff3c9" stop-opacity="0.75"/><stop offset="1" stop-color="#fff3c9" stop-opacity="0"/></linearGradient>
</defs>
<rect width="720" height="760" fill="url(#sky)"/>
<circle cx="420" cy="640" r="${330 + 14 * wave(turn)}" fill="url(#glow)"/><circle cx="420" cy="650" r="84" fill="#fff1c8"/>
${cloud(120 + at * 9, 210, 1)}${cloud(560 + at * 6, 320, 0.8)}${cloud(250 + at * 4, 430, 0.6)}
${gull(180 + at * 40, 330 - at * 8, 1, turn * 4)}${gull(250 + at * 38, 372 - at * 8, 0.8, turn * 4 + 0.3)}${gull(150 + at * 39, 400 - at * 8, 0.7, turn * 4 + 0.6)}
<path d="M0 760 V650 Q110 590 220 660 Q300 620 380 700 L440 760 Z" fill="#6a5486"/><path d="M720 760 V640 Q620 600 540 680 L470 760 Z" fill="#5c4a7a"/>
${town()}
${swell({ y: 742, height: 7, length: 240, shift: turn, fill: '#4f7fa0' })}
${glitter(turn)}
${swell({ y: 800, height: 10, length: 288, shift: -turn, fill: '#3c6c90' })}
${lighthouse(turn)}
${boat(-70 + at * 112, 860 + 9 * wave(turn * 2), 3 * wave(turn * 2 + 0.2))}
${swell({ y: 880, height: 13, length: 360, shift: turn, fill: '#2f5b80' })}
${swell({ y: 990, height: 16, length: 240, shift: -turn, fill: '#254a6c' })}
${swell({ y: 1100, height: 18, length: 360, shift: turn, fill: '#1d3c5a' })}
${pier()}
</svg>`
}

/** One round from 0 over 1, 0 and -1 back to 0 as `turn` goes from 0 to 1. */
const wave = (turn: number) => Math.sin(turn * 2 * Math.PI)

const cloud = (x: number, y: number, size: number) =>
  `<g transform="translate(${x.toFixed(2)} ${y}) scale(${size})" fill="#ffe3cf" opacity="0.75"><ellipse rx="96" ry="18"/><ellipse cx="-26" cy="-14" rx="44" ry="20"/><ellipse cx="26" cy="-20" rx="36" ry="22"/></g>`

const gull = (x: number, y: number, size: number, beat: number) => {
  const lift = (-16 * wave(beat)).toFixed(2)
  return `<path transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${size})" d="M-34 ${lift} Q-16 -12 0 4 Q16 -12 34 ${lift}" fill="none" stroke="#2b2f4a" stroke-width="6" stroke-linecap="round"/>`
}

const town = () => {
  const houses = [
    [20, 64, '#f3d8b8'],
    [70, 92, '#e6a184'],
    [118, 58, '#f6e6cf'],
    [166, 84, '#d88f73'],
    [214, 54, '#f3d8b8'],
  ] as const
  return houses
    .map(
      ([x, height, fill]) =>
        `<rect x="${x}" y="${748 - height}" width="46" height="${height}" fill="${fill}"/><path d="M${x - 4} ${748 - height} L${x + 23} ${722 - height} L${x + 50} ${748 - height} Z" fill="#a5503f"/><rect x="${x + 9}" y="${762 - height}" width="10" height="14" fill="#ffe9a8"/><rect x="${x + 27}" y="${762 - height}" width="10" height="14" fill="#ffe9a8"/>`,
    )
    .join('')
}

type SwellArgs = { y: number; height: number; length: number; shift: number; fill: string }

const swell = ({ y, height, length, shift, fill }: SwellArgs) => {
  const start = (((shift % 1) + 1) % 1) * length - length
  const crests = Array.from(
    { length: Math.ceil(720 / length) + 2 },
    () => `q${length / 4} ${-height * 2} ${length / 2} 0 t${length / 2} 0`,
  )
  return `<path d="M${start.toFixed(2)} ${y} ${crests.join(' ')} V1280 H${start.toFixed(2)} Z" fill="${fill}"/>`
}

const glitter = (turn: number) =>
  Array.from({ length: 7 }, (_, i) => {
    const half = (70 - i * 7) * (1 + 0.25 * wave(turn * 2 + i * 0.37))
    return `<path d="M${(420 - half).toFixed(2)} ${756 + i * 17} H${(420 + half).toFixed(2)}" stroke="#ffe3a6" stroke-width="5" stroke-linecap="round" opacity="0.7"/>`
  }).join('')

const lighthouse = (turn: number) => {
  const sweep = 10 * wave(turn)
  const shine = (0.55 + 0.45 * wave(turn * 2)).toFixed(3)
  return `
<path d="M470 900 Q520 800 600 806 Q690 800 740 868 V930 H470 Z" fill="#37304f"/>
<g transform="translate(610 806)"><g transform="translate(0 -232) rotate(${(180 + sweep).toFixed(2)})" opacity="${shine}"><path d="M0 -8 L620 -90 V90 L0 8 Z" fill="url(#beam)"/></g>
<path d="M-40 6 L-26 -196 H26 L40 6 Z" fill="#fff5e6"/><path d="M-36 -52 L-33 -98 H33 L36 -52 Z M-30 -146 L-27 -190 H27 L30 -146 Z" fill="#cf4b3c"/>
<rect x="-36" y="-208" width="72" height="14" rx="3" fill="#2b2f4a"/><rect x="-20" y="-250" width="40" height="42" fill="#ffe9a8"/><path d="M-28 -250 Q0 -296 28 -250 Z" fill="#cf4b3c"/><rect x="-10" y="-30" width="20" height="36" rx="10" fill="#2b2f4a"/></g>`
}

const boat = (x: number, y: number, tilt: number) => `
<g transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) rotate(${tilt.toFixed(2)})">
  <path d="M4 -286 L4 -34 L132 -34 Q112 -190 4 -286 Z" fill="#fff5e2"/><path d="M4 -150 L102 -150 Q118 -96 126 -60 L4 -60 Z" fill="#f2a65a"/><path d="M-10 -256 L-10 -34 L-104 -34 Q-70 -160 -10 -256 Z" fill="#ffe3c2"/>
  <path d="M-3 -306 V-12" stroke="#3a2a26" stroke-width="8" stroke-linecap="round"/><path d="M-3 -306 l44 13 l-44 13 Z" fill="#cf4b3c"/>
  <path d="M-124 -16 H150 Q130 52 76 56 H-70 Q-112 46 -124 -16 Z" fill="#a6392e"/><path d="M-124 -16 H150 L146 0 H-120 Z" fill="#fff5e2"/><g fill="#ffe3c2"><circle cx="-44" cy="22" r="9"/><circle cx="4" cy="22" r="9"/><circle cx="52" cy="22" r="9"/></g>
</g>`

const pier = () => `
<g fill="#2a2138">${[60, 220, 380].map((x) => `<rect x="${x}" y="1090" width="30" height="190"/><rect x="${x - 5}" y="1078" width="40" height="20" rx="6"/>`).join('')}<rect y="1130" width="470" height="40" rx="6" fill="#3d2f4a"/><path d="M0 1150 H466" stroke="#2a2138" stroke-width="4"/></g>
<path d="M75 1100 Q150 1144 235 1100 Q310 1144 395 1100" fill="none" stroke="#c9a27a" stroke-width="7"/>
<g transform="translate(300 1130)"><rect x="-26" y="-40" width="52" height="40" rx="4" fill="#8a5a3b"/><path d="M-26 -22 H26 M-26 -8 H26" stroke="#5f3b26" stroke-width="4"/></g>`
