/** A bright living room above a marina, as SVG of 1600 × 1200. */
export const drawInterior =
  (): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 1200" width="1600" height="1200">
<defs>
  <linearGradient id="wall" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#f6ead9"/><stop offset="1" stop-color="#ecd9c2"/></linearGradient>
  <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8ecbe8"/><stop offset="0.7" stop-color="#dff1f4"/><stop offset="1" stop-color="#fdf0dc"/></linearGradient>
  <linearGradient id="sea" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#5fb3c4"/><stop offset="1" stop-color="#2f8ba3"/></linearGradient>
  <linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#c99a68"/><stop offset="1" stop-color="#b07f50"/></linearGradient>
  <linearGradient id="ray" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff3cf" stop-opacity="0.75"/><stop offset="1" stop-color="#fff3cf" stop-opacity="0.1"/></linearGradient>
  <linearGradient id="curtain" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#fffaf2"/><stop offset="1" stop-color="#f1e3d0"/></linearGradient>
  <filter id="soft" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="14"/></filter>
  <clipPath id="pane"><rect x="470" y="150" width="700" height="560"/></clipPath>
  <clipPath id="boards"><rect x="0" y="860" width="1600" height="340"/></clipPath>
</defs>
<rect width="1600" height="870" fill="url(#wall)"/>
${panelling()}
${floorBoards()}
${view()}
${sunOnFloor()}
${curtains()}
${pictures()}
${lamp()}
${rug()}
${sofa()}
${armchair()}
${plant()}
${table()}
</svg>`

const panelling = () => `
<rect y="0" width="1600" height="26" fill="#fbf4ea"/><rect y="26" width="1600" height="6" fill="#dcc7ac" opacity="0.6"/>
<rect y="836" width="1600" height="28" fill="#fbf4ea"/><rect y="830" width="1600" height="6" fill="#d8c2a6" opacity="0.7"/>`

const floorBoards = () => {
  const seams = Array.from({ length: 15 }, (_, i) => {
    const x = -700 + i * 215
    return `<path d="M${600 + x * 0.42} 862 L${x + 200} 1200" stroke="#8f6238" stroke-width="3" opacity="0.45"/>`
  })
  const joints = [
    [300, 930, 395],
    [820, 905, 930],
    [1120, 1010, 1260],
    [520, 1090, 690],
    [60, 1040, 190],
    [1330, 930, 1440],
  ].map(
    ([x1, y, x2]) =>
      `<path d="M${x1} ${y} H${x2}" stroke="#8f6238" stroke-width="3" opacity="0.35"/>`,
  )
  return `<rect y="862" width="1600" height="338" fill="url(#floor)"/><g clip-path="url(#boards)">${seams.join('')}${joints.join('')}</g>`
}

const boat = (x: number, y: number, size: number, sail: string) => `
<g transform="translate(${x} ${y}) scale(${size})">
  <path d="M0 -92 L0 -8 L52 -8 Z" fill="${sail}"/><path d="M-6 -80 L-6 -8 L-38 -8 Z" fill="#fffaf0"/>
  <path d="M-3 -100 V0" stroke="#5b4636" stroke-width="4"/><path d="M-50 -2 H60 Q48 24 26 24 H-28 Q-44 22 -50 -2 Z" fill="#fdfdfb"/>
  <path d="M-46 8 H55" stroke="#d2563b" stroke-width="5"/><path d="M-34 34 H40 M-20 44 H26" stroke="#dff3f3" stroke-width="4" opacity="0.7" stroke-linecap="round"/>
</g>`

const view = () => `
<rect x="446" y="126" width="748" height="608" rx="6" fill="#fffaf3"/>
<g clip-path="url(#pane)">
  <rect x="470" y="150" width="700" height="360" fill="url(#sky)"/>
  <circle cx="1010" cy="300" r="120" fill="#fff6d8" opacity="0.45"/><circle cx="1010" cy="300" r="58" fill="#fff4cf"/>
  <g fill="#ffffff" opacity="0.9"><ellipse cx="610" cy="240" rx="78" ry="20"/><ellipse cx="650" cy="222" rx="46" ry="22"/><ellipse cx="860" cy="208" rx="60" ry="14"/></g>
  <path d="M470 470 Q560 400 650 438 T830 452 Q960 396 1170 460 V520 H470 Z" fill="#9fb8a6"/>
  <path d="M470 492 Q620 440 760 484 T1170 482 V530 H470 Z" fill="#7f9f8c"/>
  <g fill="#fbf3e6"><rect x="520" y="462" width="30" height="30"/><rect x="556" y="452" width="24" height="40"/><rect x="590" y="466" width="36" height="26"/><rect x="1080" y="450" width="26" height="38"/><rect x="1112" y="462" width="34" height="26"/></g>
  <g fill="#d67f55"><path d="M516 462 L535 446 L554 462 Z"/><path d="M586 466 L608 450 L630 466 Z"/><path d="M1108 462 L1129 446 L1150 462 Z"/></g>
  <rect x="470" y="500" width="700" height="220" fill="url(#sea)"/>
  <g stroke="#d9f1f1" stroke-width="4" stroke-linecap="round" opacity="0.6"><path d="M940 522 H1080 M960 540 H1060 M980 560 H1040 M560 560 H620 M700 620 H770 M860 660 H950 M520 660 H580"/></g>
  ${boat(760, 574, 1.15, '#e9b44c')}${boat(600, 540, 0.7, '#d2563b')}${boat(1020, 632, 1.35, '#f4f0e6')}
</g>
<g fill="#fffaf3"><rect x="697" y="140" width="18" height="580"/><rect x="925" y="140" width="18" height="580"/><rect x="460" y="300" width="720" height="14"/></g>
<rect x="430" y="722" width="780" height="26" rx="4" fill="#fffdf8"/><rect x="430" y="744" width="780" height="8" fill="#cdb597" opacity="0.7"/>
<g transform="translate(1108 722)"><path d="M-30 -50 H30 L22 0 H-22 Z" fill="#c8643f"/><g stroke="#4d7f55" stroke-width="7" stroke-linecap="round" fill="none"><path d="M0 -50 Q-6 -96 -34 -116"/><path d="M2 -50 Q8 -104 2 -132"/><path d="M4 -50 Q18 -92 40 -108"/></g></g>`

const sunOnFloor = () => `
<g clip-path="url(#boards)"><path d="M560 866 L760 866 L640 1200 L330 1200 Z" fill="url(#ray)"/><path d="M790 866 L980 866 L990 1200 L720 1200 Z" fill="url(#ray)"/></g>`

const curtains = () => {
  const fold = (x: number) =>
    `<path d="M${x} 96 Q${x + 8} 480 ${x - 6} 850" stroke="#ddc8ab" stroke-width="5" fill="none" opacity="0.7"/>`
  return `
<rect x="330" y="82" width="980" height="12" rx="6" fill="#8a6a4a"/><circle cx="330" cy="88" r="14" fill="#8a6a4a"/><circle cx="1310" cy="88" r="14" fill="#8a6a4a"/>
<path d="M352 94 H486 Q470 500 500 852 H336 Q362 480 352 94 Z" fill="url(#curtain)"/>${[384, 418, 452].map(fold).join('')}
<path d="M1156 94 H1290 Q1282 480 1306 852 H1144 Q1172 500 1156 94 Z" fill="url(#curtain)"/>${[1188, 1222, 1258].map(fold).join('')}`
}

const pictures = () => `
<g transform="translate(0 64)"><rect x="96" y="190" width="190" height="244" fill="#7a5a3c"/><rect x="106" y="200" width="170" height="224" fill="#fffaf0"/>
<circle cx="191" cy="288" r="48" fill="#e07a4f"/><path d="M126 356 Q190 300 256 356 V400 H126 Z" fill="#3c6e71"/><path d="M126 380 Q200 340 256 384 V400 H126 Z" fill="#28525a"/></g>
<g><rect x="1372" y="236" width="140" height="176" fill="#7a5a3c"/><rect x="1381" y="245" width="122" height="158" fill="#fffaf0"/>
<path d="M1442 380 Q1436 320 1442 278 M1441 330 Q1416 318 1410 292 Q1438 296 1441 330 M1442 318 Q1466 304 1470 278 Q1446 284 1442 318 M1441 360 Q1420 354 1410 336 M1442 352 Q1462 344 1472 326" fill="#6d9b76" stroke="#4d7f55" stroke-width="4"/></g>`

const lamp = () => `
<path d="M220 32 V120" stroke="#3d3229" stroke-width="4"/><path d="M130 176 Q136 118 220 118 Q304 118 310 176 Z" fill="#e9b44c"/><ellipse cx="220" cy="176" rx="90" ry="10" fill="#fff2cc"/>
<path d="M1448 862 V520" stroke="#4a3b2f" stroke-width="9"/><ellipse cx="1448" cy="864" rx="62" ry="12" fill="#4a3b2f"/><path d="M1376 528 L1402 430 H1494 L1520 528 Z" fill="#fff4dc"/><path d="M1376 528 H1520" stroke="#e2cda9" stroke-width="6"/>`

const rug = () => `
<ellipse cx="800" cy="1070" rx="560" ry="104" fill="#f3e7d3"/><ellipse cx="800" cy="1070" rx="500" ry="88" fill="none" stroke="#c8643f" stroke-width="9" stroke-dasharray="30 18"/><ellipse cx="800" cy="1070" rx="440" ry="72" fill="none" stroke="#3c6e71" stroke-width="5"/>`

const sofa = () => `
<ellipse cx="610" cy="1040" rx="390" ry="30" fill="#5b3d22" opacity="0.35" filter="url(#soft)"/>
<g fill="#6b4a30"><path d="M290 1004 L282 1044 H302 L314 1004 Z"/><path d="M920 1004 L932 1044 H912 L902 1004 Z"/></g>
<rect x="262" y="700" width="700" height="220" rx="44" fill="#356f78"/><path d="M612 712 V900" stroke="#2a5a63" stroke-width="5"/>
<rect x="222" y="790" width="112" height="220" rx="46" fill="#2f656e"/><rect x="890" y="790" width="112" height="220" rx="46" fill="#2f656e"/>
<rect x="300" y="896" width="624" height="114" rx="22" fill="#2f656e"/>
<rect x="316" y="872" width="294" height="90" rx="30" fill="#458790"/><rect x="614" y="872" width="294" height="90" rx="30" fill="#458790"/>
<g transform="translate(404 822) rotate(-10)"><rect x="-72" y="-64" width="144" height="128" rx="26" fill="#e9b44c"/><path d="M-48 -30 H48 M-52 0 H52 M-48 30 H48" stroke="#cf9630" stroke-width="6" stroke-linecap="round"/></g>
<g transform="translate(812 826) rotate(9)"><rect x="-68" y="-60" width="136" height="120" rx="26" fill="#f4e9d8"/><circle r="28" fill="none" stroke="#c8643f" stroke-width="8"/></g>
<path d="M894 792 Q944 766 996 800 L1004 930 Q950 906 896 930 Z" fill="#f6ecdc"/><path d="M904 916 L902 946 M930 908 L930 938 M958 908 L960 938 M984 914 L988 944" stroke="#f6ecdc" stroke-width="6" stroke-linecap="round"/><path d="M897 840 Q948 814 999 846 M897 872 Q948 846 1001 878" stroke="#c8643f" stroke-width="6" fill="none"/>`

const armchair = () => `
<ellipse cx="1280" cy="1064" rx="170" ry="22" fill="#5b3d22" opacity="0.35" filter="url(#soft)"/>
<g stroke="#6b4a30" stroke-width="15" stroke-linecap="round"><path d="M1186 1000 L1166 1066"/><path d="M1372 1000 L1394 1066"/></g>
<path d="M1160 800 Q1154 700 1280 700 Q1406 700 1400 800 L1392 960 H1168 Z" fill="#d9744e"/>
<rect x="1128" y="850" width="72" height="160" rx="34" fill="#c8643f"/><rect x="1362" y="850" width="72" height="160" rx="34" fill="#c8643f"/>
<rect x="1190" y="904" width="182" height="104" rx="30" fill="#e58a63"/><path d="M1222 740 Q1280 724 1338 740" stroke="#c8643f" stroke-width="6" fill="none" stroke-linecap="round"/>`

const plant = () => {
  const leaf = (turn: number, length: number, shade: string) =>
    `<g transform="rotate(${turn})"><path d="M0 0 Q${-length * 0.24} ${-length * 0.55} 0 ${-length} Q${length * 0.24} ${-length * 0.55} 0 0 Z" fill="${shade}"/><path d="M0 -6 V${-length * 0.86}" stroke="#356242" stroke-width="3" opacity="0.6"/></g>`
  const leaves: [number, number, string][] = [
    [-74, 190, '#4d7f55'],
    [66, 180, '#4d7f55'],
    [-50, 250, '#5d9466'],
    [44, 250, '#5d9466'],
    [-26, 300, '#6da876'],
    [22, 310, '#6da876'],
    [-2, 340, '#7bb583'],
  ]
  return `
<ellipse cx="112" cy="1076" rx="100" ry="18" fill="#5b3d22" opacity="0.35" filter="url(#soft)"/>
<g transform="translate(112 880)">${leaves.map(([turn, length, shade]) => leaf(turn, length, shade)).join('')}</g>
<path d="M38 868 H186 L168 1070 H56 Z" fill="#fbf4ea"/><path d="M38 868 H186 L183 898 H41 Z" fill="#e8d8c0"/><path d="M52 960 L70 930 L88 960 L106 930 L124 960 L142 930 L160 960 L174 940" fill="none" stroke="#356f78" stroke-width="7"/>`
}

const table = () => `
<ellipse cx="800" cy="1144" rx="180" ry="16" fill="#5b3d22" opacity="0.3" filter="url(#soft)"/>
<g stroke="#7a5233" stroke-width="13" stroke-linecap="round"><path d="M690 1060 L668 1140"/><path d="M910 1060 L932 1140"/><path d="M800 1064 V1150"/></g>
<ellipse cx="800" cy="1056" rx="196" ry="34" fill="#8f6238"/><ellipse cx="800" cy="1046" rx="196" ry="34" fill="#b98552"/>
<g><rect x="690" y="1014" width="120" height="16" rx="3" fill="#3c6e71"/><rect x="698" y="1000" width="104" height="14" rx="3" fill="#fffaf0"/></g>
<path d="M860 1040 Q846 996 866 980 H894 Q914 996 900 1040 Z" fill="#fffaf0"/><g stroke="#4d7f55" stroke-width="5" fill="none" stroke-linecap="round"><path d="M878 980 Q872 940 850 920"/><path d="M882 980 Q886 930 884 902"/><path d="M886 980 Q896 944 916 930"/></g>
<circle cx="848" cy="914" r="17" fill="#e07a4f"/><circle cx="884" cy="894" r="20" fill="#e9b44c"/><circle cx="920" cy="924" r="16" fill="#f4e1d2"/>`
