/** The sleeve of an imaginary record, "Tidal": a paper moon over a sea of rings. SVG of 1200 × 1200. */
export const drawSleeve =
  (): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1500 1500" width="1200" height="1200">
<defs>
  <linearGradient id="dusk" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#1c2541"/><stop offset="0.5" stop-color="#5a3a63"/><stop offset="0.8" stop-color="#d96c5f"/><stop offset="1" stop-color="#f4a261"/></linearGradient>
  <radialGradient id="glow"><stop offset="0" stop-color="#ffe8b6" stop-opacity="0.9"/><stop offset="0.5" stop-color="#ffc98a" stop-opacity="0.35"/><stop offset="1" stop-color="#ffc98a" stop-opacity="0"/></radialGradient>
  <linearGradient id="moon" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff5da"/><stop offset="1" stop-color="#ffd28c"/></linearGradient>
  <clipPath id="sea"><rect y="900" width="1500" height="600"/></clipPath>
  <filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.9" numOctaves="1" seed="7"/><feColorMatrix values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  0 0 0 0.22 0"/></filter>
</defs>
<rect width="1500" height="1500" fill="url(#dusk)"/>
${stars()}
<circle cx="750" cy="640" r="620" fill="url(#glow)"/>
<circle cx="750" cy="620" r="300" fill="url(#moon)"/>
<g fill="#f0b873" opacity="0.35"><circle cx="664" cy="540" r="46"/><circle cx="830" cy="700" r="66"/><circle cx="846" cy="500" r="26"/><circle cx="640" cy="720" r="30"/></g>
${hills()}
${sea()}
${sail()}
${lettering()}
<rect width="1500" height="1500" filter="url(#grain)"/>
<rect x="40" y="40" width="1420" height="1420" fill="none" stroke="#fff1d6" stroke-width="5" opacity="0.75"/>
</svg>`

const stars = () =>
  Array.from({ length: 70 }, (_, i) => {
    const x = (i * 613) % 1500
    const y = (i * 397) % 640
    return `<circle cx="${x}" cy="${y}" r="${1.5 + (i % 4)}" fill="#fff1d6" opacity="${0.3 + (i % 5) * 0.12}"/>`
  }).join('')

const hills = () => `
<path d="M0 900 V800 Q180 700 360 800 Q470 744 600 850 L660 900 Z" fill="#3b2b52"/><path d="M1500 900 V760 Q1320 690 1180 800 Q1060 760 940 880 L920 900 Z" fill="#33264a"/>
<path d="M0 900 V850 Q200 800 400 880 L470 900 Z" fill="#281f40"/><path d="M1500 900 V840 Q1340 800 1120 890 L1090 900 Z" fill="#241c3b"/>`

const sea = () => {
  const shades = [
    '#f6b26b',
    '#e98a62',
    '#cf6a63',
    '#a4526a',
    '#74416a',
    '#4d3562',
    '#332a57',
    '#222247',
  ]
  const rings = Array.from({ length: 16 }, (_, i) => {
    const radius = 1000 - i * 62
    return `<ellipse cx="750" cy="900" rx="${radius}" ry="${radius * 0.62}" fill="${shades[7 - Math.floor(i / 2)]}"/><ellipse cx="750" cy="900" rx="${radius}" ry="${radius * 0.62}" fill="none" stroke="#fff1d6" stroke-width="3" opacity="0.35"/>`
  })
  return `<g clip-path="url(#sea)"><rect y="900" width="1500" height="600" fill="#1a1c3d"/>${rings.join('')}</g>`
}

const sail = () => `
<g transform="translate(1010 936)"><path d="M0 -170 L0 -16 L92 -16 Q74 -110 0 -170 Z" fill="#fff5da"/><path d="M-10 -150 L-10 -16 L-70 -16 Q-46 -96 -10 -150 Z" fill="#f4a261"/><path d="M-5 -182 V-4" stroke="#1c1a36" stroke-width="6"/><path d="M-88 -8 H108 Q92 32 50 32 H-44 Q-76 28 -88 -8 Z" fill="#1c1a36"/></g>`

/** Letters of straight lines and arcs, so that the picture needs no font of the machine. */
const lettering = () => `
<g fill="none" stroke="#fff1d6" stroke-width="20" stroke-linecap="round" stroke-linejoin="round" transform="translate(428 1290)">
<path d="M0 0 H96 M48 0 V120"/><path d="M164 0 V120"/><path d="M234 0 V120 H262 Q330 116 330 60 Q330 4 262 0 Z"/><path d="M388 120 L440 0 L492 120 M408 82 H472"/><path d="M560 0 V120 H640"/>
</g>`
