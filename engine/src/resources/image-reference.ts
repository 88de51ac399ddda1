/** The image with a tag: `bb` becomes `bb:latest`; one with a digest stays. */
export function taggedImage(image: string): string {
  if (image.includes('@') || isId(image)) return image
  const name = image.slice(image.lastIndexOf('/') + 1)
  return name.includes(':') ? image : `${image}:latest`
}

/** `name:tag@sha256:…`; an image that names a digest itself keeps it. */
export function pinned(image: string, digest: string): string {
  return image.includes('@') ? image : `${taggedImage(image)}@${digest}`
}

function isId(image: string): boolean {
  return /^[0-9a-f]{64}$/.test(image)
}
