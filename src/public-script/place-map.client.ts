// A tap on the map chooses the nearest settlement; between settlements the point itself is written down too, to be seen and changed.
import { nearestPoint, placeAt } from '#kernel/place-map.ts'
import { byId } from './page-parts.client.ts'

const written = /^-?\d+\.\d+, -?\d+\.\d+$/
/** So near that the settlement itself is meant, in units of the drawing. */
const near = 12

export const listenToMap = () => {
  const svg = document.getElementById('place-map') as SVGSVGElement | null
  if (!svg) return
  svg.addEventListener('click', event => {
    const box = svg.getBoundingClientRect()
    const { width, height } = svg.viewBox.baseVal
    const x = ((event.clientX - box.left) / box.width) * width
    const y = ((event.clientY - box.top) / box.height) * height
    const points = [...svg.querySelectorAll<SVGCircleElement>('[data-place]')].map(dot => ({
      id: dot.dataset.place ?? '',
      x: dot.cx.baseVal.value,
      y: dot.cy.baseVal.value
    }))
    const { point, far } = nearestPoint(points, x, y)
    const place = byId<HTMLSelectElement>('place')
    const words = byId<HTMLInputElement>('placeWords')
    place.value = point.id
    const [north, west, lat, lon] = (svg.dataset.place ?? '').split(' ').map(Number) as [
      number,
      number,
      number,
      number
    ]
    const at = placeAt({ north, west, perUnit: { lat, lon } }, x, y)
    if (!words.value || written.test(words.value))
      words.value = far < near ? '' : `${at.lat.toFixed(3)}, ${at.lon.toFixed(3)}`
    const pin = byId<HTMLElement>('place-pin')
    pin.setAttribute('cx', String(far < near ? point.x : x))
    pin.setAttribute('cy', String(far < near ? point.y : y))
    pin.removeAttribute('display')
    place.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
