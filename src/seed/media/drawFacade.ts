/** A town house with balconies on a tree-lined street in the evening sun, as SVG of 1200 × 1500. */
export const drawFacade =
  (): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1500" width="1200" height="1500">
<defs>
  <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#7cc0e4"/><stop offset="0.65" stop-color="#cfe9ef"/><stop offset="1" stop-color="#fbe9cf"/></linearGradient>
  <linearGradient id="front" x1="0" y1="0" x2="1" y2="0.25"><stop offset="0" stop-color="#f7d9a8"/><stop offset="1" stop-color="#eebf86"/></linearGradient>
  <linearGradient id="glass" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#bfe0e6"/><stop offset="0.5" stop-color="#7fb3c2"/><stop offset="1" stop-color="#4d8799"/></linearGradient>
  <linearGradient id="street" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#d9cdbd"/><stop offset="1" stop-color="#c2b4a1"/></linearGradient>
  <filter id="soft" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="12"/></filter>
</defs>
<rect width="1200" height="1500" fill="url(#sky)"/>
<g fill="#ffffff" opacity="0.92"><ellipse cx="240" cy="150" rx="120" ry="30"/><ellipse cx="300" cy="122" rx="74" ry="36"/><ellipse cx="990" cy="236" rx="110" ry="24"/><ellipse cx="944" cy="212" rx="60" ry="28"/></g>
<g stroke="#44606b" stroke-width="5" fill="none" stroke-linecap="round"><path d="M800 130 q16 -18 32 0 q16 -18 32 0"/><path d="M884 92 q12 -14 24 0 q12 -14 24 0"/><path d="M470 96 q12 -14 24 0 q12 -14 24 0"/></g>
${neighbours()}
${house()}
${[0, 1, 2].map((column) => [0, 1].map((floor) => balcony(286 + column * 226, 476 + floor * 280, column)).join('')).join('')}
${groundFloor()}
${street()}
${tree(96, 1246, 1)}${tree(1112, 1258, 1.08)}
${bicycle()}
</svg>`

const neighbours = () => {
  const windows = (x: number, fill: string) =>
    [420, 640, 860]
      .map(
        (y) =>
          `<rect x="${x}" y="${y}" width="74" height="128" rx="4" fill="#fff8ec"/><rect x="${x + 8}" y="${y + 8}" width="58" height="112" fill="${fill}"/><path d="M${x + 37} ${y + 8} V${y + 120}" stroke="#fff8ec" stroke-width="6"/>`,
      )
      .join('')
  return `
<path d="M-20 330 L90 262 L210 330 V1250 H-20 Z" fill="#a9c4b4"/><path d="M-30 336 L90 256 L220 336 L214 350 L90 274 L-24 350 Z" fill="#bd6a48"/>${windows(60, '#6c97a1')}
<rect x="990" y="300" width="230" height="948" fill="#e6a48c"/><rect x="986" y="276" width="250" height="34" rx="4" fill="#fff3e2"/>${windows(1066, '#7a9ba6')}`
}

const house = () => `
<path d="M196 342 L262 214 H938 L1004 342 Z" fill="#c4684a"/>
<g stroke="#a9543a" stroke-width="4" opacity="0.7">${Array.from({ length: 21 }, (_, i) => `<path d="M${276 + i * 32.4} 216 L${216 + i * 38.4} 340"/>`).join('')}<path d="M246 246 H954 M229 280 H971 M212 312 H988"/></g>
${dormer(420)}${dormer(780)}
<rect x="860" y="150" width="56" height="120" fill="#e9cfae"/><rect x="850" y="138" width="76" height="22" rx="3" fill="#c4684a"/>
<rect x="190" y="336" width="820" height="36" rx="4" fill="#fff6e8"/><rect x="204" y="372" width="792" height="10" fill="#d6a872" opacity="0.7"/>
<rect x="208" y="382" width="784" height="866" fill="url(#front)"/>
<g fill="#fff3df" opacity="0.85">${Array.from({ length: 15 }, (_, i) => `<rect x="208" y="${392 + i * 56}" width="${i % 2 ? 34 : 46}" height="44" rx="3"/><rect x="${i % 2 ? 958 : 946}" y="${392 + i * 56}" width="${i % 2 ? 34 : 46}" height="44" rx="3"/>`).join('')}</g>
<rect x="208" y="690" width="784" height="16" fill="#fff6e8"/><rect x="208" y="970" width="784" height="22" fill="#fff6e8"/><rect x="208" y="992" width="784" height="8" fill="#d6a872" opacity="0.6"/>`

const dormer = (x: number) => `
<path d="M${x - 62} 330 V252 Q${x} 196 ${x + 62} 252 V330 Z" fill="#f7d9a8"/><path d="M${x - 72} 258 Q${x} 180 ${x + 72} 258" fill="none" stroke="#fff6e8" stroke-width="14" stroke-linecap="round"/>
<path d="M${x - 34} 326 V268 Q${x} 238 ${x + 34} 268 V326 Z" fill="url(#glass)" stroke="#fff6e8" stroke-width="8"/><path d="M${x} 250 V326" stroke="#fff6e8" stroke-width="6"/>`

const balcony = (x: number, y: number, column: number) => {
  const shutter = (left: number) =>
    `<rect x="${left}" y="${y - 8}" width="44" height="180" rx="3" fill="#3f7f7c"/>${Array.from({ length: 9 }, (_, i) => `<path d="M${left + 7} ${y + 8 + i * 18} h30" stroke="#2f6361" stroke-width="5"/>`).join('')}`
  const flower = (left: number, top: number, fill: string) =>
    `<circle cx="${left}" cy="${top}" r="9" fill="${fill}"/>`
  const bloom = ['#e0567a', '#f2a541', '#ffffff'][column] ?? '#e0567a'
  return `
<rect x="${x - 4}" y="${y - 22}" width="176" height="12" rx="4" fill="#fff6e8"/>
${shutter(x - 26)}${shutter(x + 150)}
<rect x="${x + 22}" y="${y - 8}" width="124" height="180" fill="#fff8ec"/><rect x="${x + 32}" y="${y + 2}" width="104" height="170" fill="url(#glass)"/>
<path d="M${x + 84} ${y + 2} V${y + 172} M${x + 32} ${y + 62} H${x + 136}" stroke="#fff8ec" stroke-width="8"/>
<path d="M${x + 36} ${y + 4} h44 q-6 60 -36 92 q-8 -40 -8 -92 Z" fill="#fffaf0" opacity="0.75"/>
<rect x="${x - 22}" y="${y + 172}" width="212" height="18" rx="4" fill="#fff6e8"/><path d="M${x - 6} ${y + 190} l12 26 h12 l-6 -26 Z M${x + 174} ${y + 190} l-12 26 h-12 l6 -26 Z" fill="#e3c294"/>
<g stroke="#3a4148" stroke-width="5" fill="none"><path d="M${x - 16} ${y + 112} H${x + 184}" stroke-width="8" stroke-linecap="round"/>${Array.from({ length: 9 }, (_, i) => `<path d="M${x - 8 + i * 23} ${y + 114} V${y + 172}"/>`).join('')}${Array.from({ length: 4 }, (_, i) => `<circle cx="${x + 15 + i * 46}" cy="${y + 142}" r="10"/>`).join('')}</g>
<g><path d="M${x - 4} ${y + 112} q40 -28 92 -14 q60 -16 92 14 q-40 22 -92 16 q-56 8 -92 -16 Z" fill="#5d9466"/>${[10, 40, 70, 104, 136, 164].map((dx, i) => flower(x + dx, y + 106 + (i % 2) * 12, bloom)).join('')}</g>`
}

const groundFloor = () => `
<rect x="208" y="1000" width="784" height="250" fill="#f3e0c2"/>
<g>${[252, 720].map((x) => `<rect x="${x}" y="1058" width="236" height="150" rx="4" fill="#3a5157"/><rect x="${x + 10}" y="1068" width="216" height="130" fill="url(#glass)"/><path d="M${x + 118} 1068 V1198" stroke="#3a5157" stroke-width="8"/><rect x="${x - 8}" y="1206" width="252" height="14" rx="4" fill="#fff6e8"/>`).join('')}</g>
<g>${[252, 720].map((x) => awning(x)).join('')}</g>
<path d="M530 1250 V1096 Q530 1030 604 1030 Q678 1030 678 1096 V1250 Z" fill="#fff6e8"/><path d="M546 1250 V1100 Q546 1048 604 1048 Q662 1048 662 1100 V1250 Z" fill="#b4472f"/>
<path d="M560 1098 Q562 1064 604 1062 Q646 1064 648 1098 Z" fill="#ffe7b0"/><path d="M604 1062 V1250 M546 1106 H662" stroke="#8f3422" stroke-width="6"/>
<g fill="none" stroke="#8f3422" stroke-width="5"><rect x="560" y="1124" width="32" height="46"/><rect x="616" y="1124" width="32" height="46"/><rect x="560" y="1184" width="32" height="50"/><rect x="616" y="1184" width="32" height="50"/></g><circle cx="596" cy="1178" r="6" fill="#f2c14e"/><circle cx="612" cy="1178" r="6" fill="#f2c14e"/>
<path d="M510 1250 H698 V1266 H510 Z" fill="#e2d3bd"/>
<g><path d="M700 1066 h14" stroke="#3a4148" stroke-width="6"/><path d="M706 1062 h22 l-4 36 h-14 Z" fill="#ffe7b0" stroke="#3a4148" stroke-width="4"/></g>`

const awning = (x: number) => {
  const stripes = Array.from({ length: 6 }, (_, i) => {
    const left = x - 14 + i * 44
    return `<path d="M${left + 6} 1012 h44 l${i < 3 ? -4 : 4} 62 q-22 26 -44 0 Z" fill="${i % 2 ? '#fffaf0' : '#d2563b'}"/>`
  })
  return `<path d="M${x - 14} 1086 h264 v16 h-264 Z" fill="#5b4636" opacity="0.18"/>${stripes.join('')}`
}

const street = () => `
<rect y="1248" width="1200" height="252" fill="url(#street)"/><rect y="1348" width="1200" height="16" fill="#f1e8da"/><rect y="1364" width="1200" height="136" fill="#8e8b88"/>
<g stroke="#b3a48f" stroke-width="4" opacity="0.7"><path d="M0 1280 H1200 M0 1314 H1200"/>${Array.from({ length: 14 }, (_, i) => `<path d="M${20 + i * 92} 1250 V1280 M${64 + i * 92} 1280 V1314 M${20 + i * 92} 1314 V1346"/>`).join('')}</g>
<g fill="#e9e4dc" opacity="0.85">${Array.from({ length: 6 }, (_, i) => `<rect x="${40 + i * 214}" y="1428" width="120" height="12" rx="4"/>`).join('')}</g>
<g>${[
  [488, '#e0567a'],
  [716, '#f2a541'],
]
  .map(
    ([x, bloom]) =>
      `<g transform="translate(${x} 1268)"><ellipse cy="2" rx="40" ry="8" fill="#5b4636" opacity="0.3"/><circle cy="-66" r="36" fill="#5d9466"/><circle cx="-14" cy="-76" r="9" fill="${bloom}"/><circle cx="14" cy="-64" r="9" fill="${bloom}"/><circle cx="2" cy="-90" r="8" fill="${bloom}"/><path d="M-30 -46 H30 L22 0 H-22 Z" fill="#c8643f"/></g>`,
  )
  .join('')}</g>`

const tree = (x: number, y: number, size: number) => `
<g transform="translate(${x} ${y}) scale(${size})">
  <ellipse cy="4" rx="110" ry="14" fill="#5b4636" opacity="0.28" filter="url(#soft)"/>
  <path d="M-16 0 Q-8 -150 -12 -300 H14 Q8 -150 18 0 Z" fill="#7a5a40"/><path d="M0 -200 Q30 -250 60 -268 M0 -230 Q-30 -270 -56 -280" stroke="#7a5a40" stroke-width="12" fill="none"/>
  <g fill="#5f9a63"><circle cx="-70" cy="-330" r="92"/><circle cx="74" cy="-324" r="88"/><circle cx="0" cy="-410" r="112"/></g>
  <g fill="#76b074"><circle cx="-56" cy="-364" r="62"/><circle cx="26" cy="-438" r="66"/><circle cx="84" cy="-350" r="46"/></g>
  <g fill="#8fc487" opacity="0.9"><circle cx="-70" cy="-386" r="24"/><circle cx="10" cy="-468" r="28"/><circle cx="96" cy="-368" r="18"/></g>
</g>`

const bicycle = () => `
<g transform="translate(836 1306)" fill="none" stroke-linecap="round">
  <ellipse cx="56" cy="44" rx="120" ry="8" fill="#5b4636" opacity="0.25" stroke="none"/>
  <g stroke="#30383d" stroke-width="6"><circle r="42"/><circle cx="124" r="42"/></g>
  <g stroke="#30383d" stroke-width="2">${[0, 45, 90, 135].map((turn) => `<path d="M-40 0 H40" transform="rotate(${turn})"/><path d="M-40 0 H40" transform="translate(124 0) rotate(${turn})"/>`).join('')}</g>
  <path d="M0 0 L40 -58 L104 -58 L124 0 M40 -58 L60 0 L104 -58 M60 0 H0" stroke="#d2563b" stroke-width="8"/>
  <path d="M40 -58 L34 -76 M18 -78 H50 M104 -58 L98 -86 Q112 -94 128 -82" stroke="#30383d" stroke-width="8"/>
  <path d="M108 -74 h44 l-6 34 h-32 Z" fill="#c99a68" stroke="#8f6238" stroke-width="4"/><g stroke="none"><circle cx="120" cy="-78" r="9" fill="#f2a541"/><circle cx="134" cy="-82" r="10" fill="#e0567a"/><circle cx="146" cy="-76" r="8" fill="#fffaf0"/></g>
</g>`
