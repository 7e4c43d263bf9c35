/** Port on which every service listens in a container. */
export const SERVICE_PORT = 8080;
