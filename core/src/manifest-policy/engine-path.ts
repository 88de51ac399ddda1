/** Where engines of a node listen; `/var/run` is `/run`. */
const SOCKETS = [
  '/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/run/docker/containerd/containerd.sock',
  '/run/podman/podman.sock',
].flatMap((path) => [path, `/var${path}`])

/** True for a path without `.` and `..` that is an engine's socket, or a folder that one lies in. */
export function leadsToEngine(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (/^(?:docker|containerd|podman)[\w.-]*\.sock$/.test(name)) return true
  const folder = path === '/' ? '/' : `${path}/`
  return SOCKETS.some((socket) => socket.startsWith(folder))
}
