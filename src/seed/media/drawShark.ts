/** A friendly shark over a reef, as a colouring page: black lines on white, every shape closed. SVG of 1240 × 1754. */
export const drawShark =
  (): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1240 1754" width="1240" height="1754">
<rect width="1240" height="1754" fill="#ffffff"/>
<g fill="#ffffff" stroke="#111111" stroke-width="8" stroke-linejoin="round" stroke-linecap="round">
<rect x="50" y="50" width="1140" height="1654" rx="46" fill="none"/>
${surface()}
${reef()}
${seaweed(196, 1530, 1)}${seaweed(330, 1566, 0.66)}${seaweed(1046, 1520, 1.1)}
${coral(860, 1560)}
${shark()}
${fish(300, 500, 1, 1)}${fish(950, 480, 0.8, -1)}${fish(330, 1180, 0.85, 1)}${fish(960, 1140, 0.95, -1)}
${starfish(520, 1590)}${shell(690, 1618)}
${bubbles()}
</g></svg>`

const surface = () => `
<path d="M50 320 Q120 260 190 320 T330 320 T470 320 T610 320 T750 320 T890 320 T1030 320 T1190 320" fill="none"/>
<path d="M50 372 Q120 322 190 372 T330 372 T470 372 T610 372 T750 372 T890 372 T1030 372 T1190 372" fill="none" stroke-width="5"/>
<circle cx="970" cy="176" r="58"/>
<g fill="none" stroke-width="6">${[0, 36, 72, 108, 252, 288, 324].map((turn) => `<path d="M970 100 V80" transform="rotate(${turn} 970 176)"/>`).join('')}</g>
<path d="M206 216 Q180 214 182 188 Q186 152 230 158 Q250 116 298 134 Q342 114 360 156 Q404 156 402 192 Q400 216 376 216 Z"/>`

const reef = () => `
<path d="M50 1560 Q220 1490 380 1560 T700 1556 T980 1556 T1190 1520 V1658 Q1190 1704 1144 1704 H96 Q50 1704 50 1658 Z"/>
<g fill="none" stroke-width="5"><path d="M140 1640 q20 -14 40 0 M260 1660 q20 -14 40 0 M430 1662 q20 -14 40 0 M590 1676 q16 -12 32 0 M800 1650 q20 -14 40 0 M960 1660 q20 -14 40 0 M1080 1620 q20 -14 40 0"/></g>`

const shark = () => `
<g transform="translate(126 660) scale(1.02)">
<path d="M540 366 C548 450 514 530 450 566 C428 578 414 562 424 542 C450 486 456 430 446 366 Z" stroke-width="8"/>
<path d="M958 214 C900 128 772 92 640 92 C640 20 596 -50 520 -70 C500 -76 494 -64 500 -50 C520 0 512 62 470 108 C370 124 262 168 178 220 C146 160 106 98 44 62 C28 54 18 66 24 80 C50 140 66 200 98 252 C66 306 52 356 46 420 C46 436 58 440 70 430 C116 392 152 342 182 290 C290 352 430 404 592 402 C742 400 876 356 946 276 C966 252 970 234 958 214 Z"/>
<path d="M182 262 C330 300 470 322 610 306 C690 298 752 304 800 330 M800 330 C850 330 912 312 946 276" fill="none"/>
<path d="M728 272 C790 330 880 312 934 250 C880 262 800 276 728 272 Z"/>
<g stroke-width="6"><path d="M752 274 l14 22 l18 -23 l16 25 l18 -29 l16 27 l18 -31 l16 24 l16 -28" fill="#ffffff"/></g>
<path d="M716 262 Q722 276 736 276" fill="none"/>
<circle cx="806" cy="186" r="37"/><circle cx="816" cy="188" r="21" fill="#111111"/><circle cx="824" cy="180" r="8" stroke="none"/>
<path d="M766 136 Q802 116 842 136" fill="none"/>
<path d="M922 214 q8 -6 14 2" fill="none" stroke-width="6"/>
<g fill="none"><path d="M654 196 Q630 234 652 276"/><path d="M620 194 Q596 234 618 278"/><path d="M586 194 Q562 234 584 280"/></g>
<path d="M690 346 C704 440 672 520 606 566 C584 580 568 566 576 544 C598 486 596 430 566 384 C556 364 566 350 586 346 C620 338 656 336 690 346 Z"/>
<g fill="none" stroke-width="5"><path d="M652 400 Q652 460 618 510 M618 400 Q626 450 606 498"/><path d="M560 4 Q572 40 560 76 M592 26 Q600 52 594 80"/><path d="M70 118 Q96 160 116 204 M70 390 Q98 354 116 318"/></g>
<path d="M330 142 Q318 100 280 92 Q270 92 272 102 Q284 130 270 166 Z"/>
<path d="M342 372 Q330 420 288 436 Q278 436 280 426 Q292 394 286 352 Z"/>
<g fill="none" stroke-width="5"><path d="M430 168 q14 -8 28 0 M494 140 q14 -8 28 0 M384 206 q14 -8 28 0 M460 222 q14 -8 28 0 M700 128 q14 -8 28 0"/></g>
</g>`

const fish = (x: number, y: number, size: number, facing: 1 | -1) => `
<g transform="translate(${x} ${y}) scale(${size * facing} ${size})">
<path d="M-66 0 L-118 -42 Q-106 0 -118 42 Z"/><path d="M-20 -44 Q0 -86 40 -70 Q30 -50 34 -36 Z"/><path d="M-72 0 Q-40 -54 20 -52 Q76 -46 92 0 Q76 46 20 52 Q-40 54 -72 0 Z"/>
<path d="M34 -50 Q12 0 34 50" fill="none" stroke-width="6"/><circle cx="58" cy="-10" r="13"/><circle cx="61" cy="-9" r="6" fill="#111111" stroke="none"/>
<path d="M86 12 Q72 24 60 18" fill="none" stroke-width="6"/><g fill="none" stroke-width="5"><path d="M-30 -16 q12 16 0 32 M-4 -22 q14 22 0 44"/></g>
</g>`

const seaweed = (x: number, y: number, size: number) => `
<g transform="translate(${x} ${y}) scale(${size})">
<path d="M-20 20 Q-70 -60 -34 -140 Q0 -220 -40 -320 Q16 -270 8 -180 Q0 -90 14 20 Z"/>
<path d="M10 24 Q-6 -70 40 -130 Q84 -190 62 -260 Q120 -200 96 -116 Q66 -50 62 24 Z"/>
<path d="M-34 24 Q-60 -30 -92 -60 Q-130 -100 -124 -170 Q-84 -130 -58 -84 Q-26 -40 -8 24 Z"/>
</g>`

const coral = (x: number, y: number) => `
<g transform="translate(${x} ${y})"><path d="M-22 30 Q-14 -40 -70 -70 Q-110 -94 -100 -140 Q-92 -166 -70 -152 Q-62 -110 -34 -96 Q-40 -150 -22 -196 Q-8 -224 14 -202 Q14 -150 12 -110 Q46 -124 50 -166 Q58 -194 82 -178 Q98 -120 42 -66 Q18 -30 34 30 Z"/>
<g stroke-width="5"><circle cx="-82" cy="-128" r="7"/><circle cx="-4" cy="-180" r="7"/><circle cx="66" cy="-150" r="7"/><circle cx="0" cy="-60" r="8"/><circle cx="2" cy="-8" r="8"/></g></g>`

const starfish = (x: number, y: number) => {
  const arms = Array.from({ length: 10 }, (_, i) => {
    const reach = i % 2 ? 34 : 82
    const turn = (i * Math.PI) / 5 - Math.PI / 2
    return `${(Math.cos(turn) * reach).toFixed(1)} ${(Math.sin(turn) * reach).toFixed(1)}`
  })
  return `<g transform="translate(${x} ${y}) rotate(12)"><path d="M${arms.join(' L')} Z" stroke-width="10"/><g stroke-width="5"><circle cx="-14" cy="-6" r="5" fill="#111111"/><circle cx="14" cy="-6" r="5" fill="#111111"/><path d="M-14 12 Q0 26 14 12" fill="none"/></g></g>`
}

const shell = (x: number, y: number) => `
<g transform="translate(${x} ${y})"><path d="M0 44 Q-70 30 -66 -20 Q-50 -66 0 -66 Q50 -66 66 -20 Q70 30 0 44 Z"/><g fill="none" stroke-width="5"><path d="M0 44 V-64 M0 44 Q-30 0 -36 -54 M0 44 Q30 0 36 -54 M0 44 Q-48 14 -62 -28 M0 44 Q48 14 62 -28"/></g></g>`

const bubbles = () =>
  [
    [1110, 700, 26],
    [1090, 630, 17],
    [1124, 580, 12],
    [150, 660, 20],
    [182, 604, 13],
    [520, 520, 18],
    [560, 470, 11],
    [1120, 1060, 22],
    [1088, 1010, 13],
    [112, 1000, 20],
    [610, 1330, 18],
    [650, 1284, 11],
    [560, 1400, 12],
  ]
    .map(
      ([x = 0, y = 0, r = 0]) =>
        `<circle cx="${x}" cy="${y}" r="${r}" stroke-width="6"/><path d="M${x - r * 0.5} ${y - r * 0.1} Q${x - r * 0.4} ${y - r * 0.5} ${x} ${y - r * 0.55}" fill="none" stroke-width="4"/>`,
    )
    .join('')
