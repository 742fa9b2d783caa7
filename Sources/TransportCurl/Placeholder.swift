// TransportCurl
