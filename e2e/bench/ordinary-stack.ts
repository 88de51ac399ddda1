/** A Compose file as people write them: some 60 lines with the keys that most files have. */
export function ordinaryStack(index: number): string {
  return `version: "3.8"

x-logging: &logging
  driver: json-file
  options:
    max-size: "10m"
    max-file: "3"

services:
  web:
    image: registry.example.org/shop/web:1.${index}
    environment:
      APP_ENV: production
      APP_URL: "https://shop-${index}.example.org"
      LOG_LEVEL: \${LOG_LEVEL:-info}
    ports:
      - "${8000 + index}:8080"
    networks: [front, back]
    logging: *logging
    healthcheck:
      test: ["CMD", "wget", "-q", "-O-", "http://127.0.0.1:8080/health"]
      interval: 10s
      timeout: 3s
      retries: 3
    deploy:
      replicas: 2
      update_config: { parallelism: 1, order: start-first, failure_action: rollback }
      resources:
        limits: { cpus: "0.50", memory: 256M }
      labels:
        traefik.enable: "true"
        traefik.http.routers.shop${index}.rule: Host(\`shop-${index}.example.org\`)
  api:
    image: registry.example.org/shop/api:2.${index}
    command: ["serve", "--port", "9000"]
    environment:
      - DATABASE_URL=postgres://db:5432/shop
      - CACHE_URL=redis://cache:6379/0
    networks: [back]
    logging: *logging
    deploy:
      restart_policy: { condition: on-failure, delay: 5s, max_attempts: 5 }
  worker:
    image: registry.example.org/shop/api:2.${index}
    command: work --queue default
    networks: [back]
  cache:
    image: redis:7
    networks: [back]
    volumes: ["cache:/data"]
  db:
    image: postgres:16
    environment: { POSTGRES_DB: shop, POSTGRES_USER: shop }
    networks: [back]
    volumes:
      - type: volume
        source: data
        target: /var/lib/postgresql/data
    deploy:
      placement:
        constraints: ["node.labels.disk == ssd"]

networks:
  front:
  back:

volumes:
  cache:
  data:
`
}
